import { randomBytes } from 'node:crypto';
import { claimsOf, verifiedClaims } from './jwt.ts';
import { basic, bearer, discover, field, type Product, postForm, readJson, returned } from './product.ts';

/**
 * Canvas: the OpenID Connect provider with the full check of tokens on (`oidc_full_token_validation`): nonce, issuer, an
 * audience that is one plain word, signature. Userinfo counts only if it is about the same person; the login attribute says
 * which claim finds the account.
 */
export const canvas: Product = (fields, address) => {
  const id = field(fields, 'Client ID');
  const secret = field(fields, 'Client Secret');
  const redirectUri = `${address}/login/oauth2/callback`;
  const [state, nonce] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
  const provider = () => discover(field(fields, 'Discovery URL'));
  let idToken = '';
  return {
    begin: async () => {
      const url = new URL(String((await provider())['authorization_endpoint']));
      const scope = [...new Set(['openid', ...field(fields, 'Scope').split(' ')])].join(' ');
      url.search = new URLSearchParams({
        client_id: id,
        redirect_uri: redirectUri,
        response_type: 'code',
        state,
        nonce,
        scope,
      }).toString();
      return url.href;
    },
    finish: async (callback) => {
      const found = await provider();
      const form = { code: returned(callback, state), grant_type: 'authorization_code', redirect_uri: redirectUri };
      const inHeader = field(fields, 'Token Endpoint Authentication Method') === 'client_secret_basic';
      const endpoint = String(found['token_endpoint']);
      const tokens = inHeader
        ? await postForm(endpoint, form, basic(id, secret))
        : await postForm(endpoint, { ...form, client_id: id, client_secret: secret });
      idToken = String(tokens['id_token']);
      const claims = claimsOf(idToken);
      const missing = ['aud', 'iss', 'iat', 'exp', 'nonce'].filter((name) => !(name in claims));
      if (missing.length > 0) throw new Error(`Missing claims ${missing.join(', ')}`);
      if (claims['aud'] !== id) throw new Error(`Invalid JWT audience: ${String(claims['aud'])}`);
      if (claims['iss'] !== field(fields, 'Issuer Identifier')) throw new Error('Invalid JWT issuer');
      if (claims['nonce'] !== nonce) throw new Error('Invalid nonce claim in ID Token');
      await verifiedClaims(idToken, String(found['jwks_uri']));
      const info = await readJson(String(found['userinfo_endpoint']), bearer(tokens['access_token']));
      const all = info['sub'] === claims['sub'] ? { ...claims, ...info } : claims;
      const account = all[field(fields, 'Login Attribute')];
      if (typeof account !== 'string') throw new Error('the login attribute is not there');
      return { account, profile: { name: all['name'] as string, email: all['email'] as string } };
    },
    signOut: async () => {
      const url = new URL(String((await provider())['end_session_endpoint']));
      url.search = new URLSearchParams({
        client_id: id,
        post_logout_redirect_uri: `${address}/login`,
        id_token_hint: idToken,
      }).toString();
      return url.href;
    },
  };
};
