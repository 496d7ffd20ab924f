import { createHash, randomBytes } from 'node:crypto';
import { endedSession, verifiedClaims } from './jwt.ts';
import { bearer, discover, field, type Product, postForm, readJson, returned } from './product.ts';

/**
 * Nextcloud's `user_oidc`: PKCE S256 where discovery offers it, a nonce, the secret in the body, the ID token verified. It
 * reads the ID token, and userinfo only where config.php says so.
 */
export const nextcloud: Product = (fields, address) => {
  const id = field(fields, 'Client ID');
  const redirectUri = `${address}/apps/user_oidc/code`;
  const [state, nonce] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const verifier = randomBytes(48).toString('base64url');
  const provider = () => discover(field(fields, 'Discovery endpoint'));
  let session: { idToken: string; sid: unknown } | undefined;
  return {
    begin: async () => {
      const found = await provider();
      const url = new URL(String(found['authorization_endpoint']));
      const pkce = ((found['code_challenge_methods_supported'] as string[] | undefined) ?? []).includes('S256')
        ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
        : {};
      url.search = new URLSearchParams({
        client_id: id,
        response_type: 'code',
        scope: field(fields, 'Scope'),
        redirect_uri: redirectUri,
        state,
        nonce,
        ...pkce,
      }).toString();
      return url.href;
    },
    finish: async (callback) => {
      const found = await provider();
      const tokens = await postForm(String(found['token_endpoint']), {
        code: returned(callback, state),
        redirect_uri: redirectUri,
        grant_type: 'authorization_code',
        code_verifier: verifier,
        client_id: id,
        client_secret: field(fields, 'Client secret'),
      });
      const idToken = String(tokens['id_token']);
      const claims = await verifiedClaims(idToken, String(found['jwks_uri']));
      if (claims['aud'] !== id || claims['iss'] !== found.issuer) throw new Error('This token is not for us');
      if (claims['nonce'] !== nonce) throw new Error('The nonce does not match');
      if (Number(claims['exp']) < Date.now() / 1_000) throw new Error('The token has expired');
      const enriched = /'enrich_login_id_token_with_userinfo' => true/.test(field(fields, 'user_oidc'));
      const info = enriched ? await readJson(String(found['userinfo_endpoint']), bearer(tokens['access_token'])) : {};
      const all: Readonly<Record<string, unknown>> = { ...claims, ...info };
      const mapped = (name: string) => all[field(fields, name)] as string | undefined;
      const account = mapped('User ID mapping');
      if (!account) throw new Error('Failed to provision the user');
      session = { idToken, sid: claims['sid'] };
      return { account, profile: { displayname: mapped('Display name mapping'), email: mapped('Email mapping') } };
    },
    signOut: async () => {
      const url = new URL(String((await provider())['end_session_endpoint']));
      url.searchParams.set('post_logout_redirect_uri', `${address}/`);
      url.searchParams.set('client_id', id);
      if (field(fields, 'Send ID token hint on logout') === '✓')
        url.searchParams.set('id_token_hint', session!.idToken);
      return url.href;
    },
    heard: async (logoutToken) => {
      const found = await provider();
      const expected = { issuer: found.issuer, clientId: id, jwksUri: String(found['jwks_uri']) };
      return (await endedSession(logoutToken, expected)).sid === session?.sid;
    },
  };
};
