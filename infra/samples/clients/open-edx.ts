import { randomBytes } from 'node:crypto';
import { atHash, verifiedClaims } from './jwt.ts';
import { basic, bearer, discover, field, type Product, postForm, readJson, returned } from './product.ts';

/** As python-social-auth counts: an ID token older than this is refused. */
const id_token_age_seconds_max = 600;

/**
 * Open edX through python-social-auth's `OpenIdConnectAuth`: no PKCE, the secret in a Basic header where discovery offers it,
 * RS256 alone, issuer, audience, nonce, `at_hash` and age of the ID token checked; the profile from userinfo.
 */
export const openEdx: Product = (fields, address) => {
  const id = field(fields, 'Client ID');
  const secret = field(fields, 'Client Secret');
  const other = JSON.parse(field(fields, 'Other settings')) as { OIDC_ENDPOINT: string; ID_KEY: string };
  const redirectUri = `${address}/auth/complete/${field(fields, 'Backend name')}/`;
  const [state, nonce] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')];
  const provider = () => discover(`${other.OIDC_ENDPOINT}/.well-known/openid-configuration`);
  return {
    begin: async () => {
      if (!field(fields, 'THIRD_PARTY_AUTH_BACKENDS').includes('OpenIdConnectAuth')) throw new Error('no such backend');
      const url = new URL(String((await provider())['authorization_endpoint']));
      const scope = 'openid profile email';
      url.search = new URLSearchParams({
        client_id: id,
        redirect_uri: redirectUri,
        state,
        nonce,
        response_type: 'code',
        scope,
      }).toString();
      return url.href;
    },
    finish: async (callback) => {
      const found = await provider();
      const form = { grant_type: 'authorization_code', code: returned(callback, state), redirect_uri: redirectUri };
      const methods = (found['token_endpoint_auth_methods_supported'] as string[] | undefined) ?? [];
      const tokens = methods.includes('client_secret_basic')
        ? await postForm(String(found['token_endpoint']), form, basic(id, secret))
        : await postForm(String(found['token_endpoint']), { ...form, client_id: id, client_secret: secret });
      const claims = await verifiedClaims(String(tokens['id_token']), String(found['jwks_uri']));
      if (claims['iss'] !== found.issuer || claims['aud'] !== id)
        throw new Error('Token error: Invalid issuer or audience');
      if (Date.now() / 1_000 - Number(claims['iat']) > id_token_age_seconds_max)
        throw new Error('Token error: Incorrect id_token: iat');
      if (claims['nonce'] !== nonce) throw new Error('Token error: Incorrect id_token: nonce');
      if (claims['at_hash'] !== undefined && claims['at_hash'] !== atHash(String(tokens['access_token'])))
        throw new Error('Token error: Invalid access token');
      const info = await readJson(String(found['userinfo_endpoint']), bearer(tokens['access_token']));
      const { [other.ID_KEY]: account } = { ...claims, ...info };
      return {
        account: String(account),
        profile: {
          fullname: info['name'] as string,
          first_name: info['given_name'] as string,
          last_name: info['family_name'] as string,
          email: info['email'] as string,
        },
      };
    },
  };
};
