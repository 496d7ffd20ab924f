import { randomBytes } from 'node:crypto';
import { basic, bearer, discover, field, type Product, postForm, readJson, returned } from './product.ts';

/**
 * Moodle core `auth_oauth2`: no PKCE and no nonce; `state` is a local address with the session key; the secret in the body, or
 * in a header where that is ticked; the ID token decoded as plain base64 and not verified; userinfo wins; nobody gets in
 * without a user name and an address.
 */
export const moodle: Product = (fields, address) => {
  const id = field(fields, 'Client ID');
  const secret = field(fields, 'Client secret');
  const redirectUri = `${address}/admin/oauth2callback.php`;
  const state = `/auth/oauth2/login.php?wantsurl=${encodeURIComponent(`${address}/`)}&sesskey=${randomBytes(5).toString('hex')}&id=1`;
  // Every key that ends like this, from the base address (lib/classes/oauth2/discovery/openidconnect.php).
  const endpoints = async () => {
    const found = await discover(
      `${field(fields, 'Service base URL').replace(/\/$/, '')}/.well-known/openid-configuration`,
    );
    return Object.fromEntries(Object.entries(found).filter(([key]) => key.endsWith('_endpoint'))) as Record<
      string,
      string
    >;
  };
  return {
    begin: async () => {
      if (field(fields, 'OAuth 2') !== 'Enable') throw new Error('the plugin is not enabled');
      const url = new URL((await endpoints())['authorization_endpoint']!);
      url.search = new URLSearchParams({
        client_id: id,
        response_type: 'code',
        redirect_uri: redirectUri,
        state,
        scope: field(fields, 'Scopes included in a login request.'),
      }).toString();
      return url.href;
    },
    finish: async (callback) => {
      const { token_endpoint, userinfo_endpoint } = await endpoints();
      const form = { code: returned(callback, state), grant_type: 'authorization_code', redirect_uri: redirectUri };
      const byHeader = field(fields, 'Authenticate token requests via HTTP headers') === 'Yes';
      const tokens = byHeader
        ? await postForm(token_endpoint!, form, basic(id, secret))
        : await postForm(token_endpoint!, { ...form, client_id: id, client_secret: secret });
      const told = {
        ...carelesslyDecoded(String(tokens['id_token'])),
        ...(await readJson(userinfo_endpoint!, bearer(tokens['access_token']))),
      };
      const profile: Record<string, string | undefined> = {};
      for (const external of ['sub', 'given_name', 'family_name', 'email']) {
        const internal = fields.get(external);
        if (internal !== undefined && typeof told[external] === 'string') profile[internal] = told[external];
      }
      const username = profile['username']?.trim().toLowerCase();
      if (!username || !profile['email']) throw new Error('missing data in response');
      // clean_param($username, PARAM_USERNAME): what is left of it has to be all of it.
      if (username !== username.replaceAll(/[^-.@_a-z0-9]/g, '')) throw new Error('invalid user name');
      return { account: username, profile };
    },
  };
};

/** PHP's `base64_decode` passes over what is not in its alphabet, and `count(json_decode(…))` fails on what comes of it. */
function carelesslyDecoded(token: string): Record<string, unknown> {
  const payload = (token.split('.')[1] ?? '').replaceAll(/[^A-Za-z0-9+/]/g, '');
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('latin1')) as Record<string, unknown>;
  } catch {
    throw new TypeError('count(): Argument #1 ($value) must be of type Countable|array, null given');
  }
}
