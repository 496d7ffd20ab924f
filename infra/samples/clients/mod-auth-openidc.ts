import { createHash, randomBytes } from 'node:crypto';
import { atHash, endedSession, verifiedClaims } from './jwt.ts';
import { basic, bearer, discover, field, type Product, postForm, readJson, returned } from './product.ts';

/**
 * Apache's mod_auth_openidc: everything that it is told by directives; PKCE by OIDCPKCEMethod, a nonce, the ID token checked
 * in full, RP-initiated logout over its redirect address and back-channel logout at it.
 */
export const modAuthOpenidc: Product = (fields) => {
  const id = field(fields, 'OIDCClientID');
  const secret = field(fields, 'OIDCClientSecret');
  const redirectUri = field(fields, 'OIDCRedirectURI');
  const [state, nonce] = [randomBytes(16).toString('base64url'), randomBytes(16).toString('base64url')];
  const verifier = randomBytes(48).toString('base64url');
  const pkce = fields.get('OIDCPKCEMethod') === 'S256';
  const provider = () => discover(field(fields, 'OIDCProviderMetadataURL'));
  let session: { idToken: string; sid: unknown } | undefined;
  return {
    begin: async () => {
      const url = new URL(String((await provider())['authorization_endpoint']));
      url.search = new URLSearchParams({
        response_type: 'code',
        scope: field(fields, 'OIDCScope').replaceAll('"', ''),
        client_id: id,
        state,
        redirect_uri: redirectUri,
        nonce,
        ...(pkce
          ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
          : {}),
      }).toString();
      return url.href;
    },
    finish: async (callback) => {
      const found = await provider();
      // RFC 9207: an answer of somebody else is not taken.
      if (callback.searchParams.get('iss') !== found.issuer) throw new Error('the issuer of the answer is another one');
      const form = {
        grant_type: 'authorization_code',
        code: returned(callback, state),
        redirect_uri: redirectUri,
        ...(pkce ? { code_verifier: verifier } : {}),
      };
      const inHeader = (fields.get('OIDCProviderTokenEndpointAuth') ?? 'client_secret_basic') === 'client_secret_basic';
      const endpoint = String(found['token_endpoint']);
      const tokens = inHeader
        ? await postForm(endpoint, form, basic(id, secret))
        : await postForm(endpoint, { ...form, client_id: id, client_secret: secret });
      const idToken = String(tokens['id_token']);
      const claims = await verifiedClaims(idToken, String(found['jwks_uri']));
      if (claims['iss'] !== found.issuer || claims['aud'] !== id || claims['nonce'] !== nonce)
        throw new Error('the id_token could not be validated');
      if (claims['at_hash'] !== undefined && claims['at_hash'] !== atHash(String(tokens['access_token'])))
        throw new Error('the access_token does not belong to the id_token');
      const info = await readJson(String(found['userinfo_endpoint']), bearer(tokens['access_token']));
      if (info['sub'] !== claims['sub']) throw new Error('userinfo is about somebody else');
      const all: Readonly<Record<string, unknown>> = { ...claims, ...info };
      const account = all[field(fields, 'OIDCRemoteUserClaim')];
      if (typeof account !== 'string') throw new Error('REMOTE_USER cannot be set');
      session = { idToken, sid: claims['sid'] };
      return { account, profile: { OIDC_CLAIM_name: all['name'] as string, OIDC_CLAIM_email: all['email'] as string } };
    },
    signOut: async () => {
      const url = new URL(String((await provider())['end_session_endpoint']));
      url.searchParams.set('id_token_hint', session!.idToken);
      url.searchParams.set('post_logout_redirect_uri', field(fields, 'OIDCDefaultLoggedOutURL'));
      return url.href;
    },
    heard: async (logoutToken) => {
      const found = await provider();
      const expected = { issuer: found.issuer, clientId: id, jwksUri: String(found['jwks_uri']) };
      return (await endedSession(logoutToken, expected)).sid === session?.sid;
    },
  };
};
