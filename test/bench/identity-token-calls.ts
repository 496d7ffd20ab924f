import { type Application, claimsOf, expect, expectSpeaksOf, postForm } from './code-flow.ts';
import { apiAudience, apiScope } from './identity-servers.ts';

/** What an application holds of one person. The refresh token is the newest; the ID token came with it. */
export type Held = { readonly sub: string; access_token: string; refresh_token: string; id_token: string };

/** `rotates`: whether another refresh token has to come back (RFC 9700 §4.14.2), or the same one. */
export async function refresh(application: Application, held: Held, rotates: boolean): Promise<void> {
  const before = held.refresh_token;
  const body = await postForm(application, '/token', { grant_type: 'refresh_token', refresh_token: before });
  const { access_token, id_token, refresh_token } = body;
  expect(typeof access_token === 'string' && typeof id_token === 'string', 'a token is missing');
  expect(typeof refresh_token === 'string', 'no refresh token came back');
  expect((refresh_token !== before) === rotates, rotates ? 'the refresh token stayed' : 'the refresh token changed');
  expect(access_token !== held.access_token, 'the access token is the old one');
  expectSpeaksOf(claimsOf(id_token), application, held.sub);
  Object.assign(held, { access_token, id_token, refresh_token });
}

/** A program's own token for one of our APIs, signed (RFC 6749 §4.4, RFC 9068). */
export async function clientCredentials(application: Application): Promise<string> {
  const body = await postForm(application, '/token', { grant_type: 'client_credentials', scope: apiScope });
  const token = body['access_token'];
  expect(typeof token === 'string' && body['scope'] === apiScope, 'the token is missing, or not for what was asked');
  const claims = claimsOf(token);
  expect(claims['iss'] === application.issuer && claims['aud'] === apiAudience, 'the token is for something else');
  expect(
    claims['client_id'] === application.clientId && claims['scope'] === apiScope,
    'the token is another program’s',
  );
  return token;
}

/** @returns everything that the userinfo endpoint said. */
export async function userinfo(application: Application, held: Held): Promise<Record<string, unknown>> {
  const answer = await application.connections.request({
    origin: application.issuer,
    method: 'GET',
    path: '/me',
    headers: { authorization: `Bearer ${held.access_token}` },
  });
  const body = (await answer.body.json()) as Record<string, unknown>;
  expect(answer.statusCode === 200, `/me answered ${answer.statusCode} ${body['error'] ?? ''}`);
  expect(body['sub'] === held.sub, 'userinfo speaks of somebody else');
  return body;
}

/** Asks about an opaque access token (RFC 7662). */
export async function introspect(application: Application, held: Held): Promise<void> {
  const body = await postForm(application, '/token/introspection', {
    token: held.access_token,
    token_type_hint: 'access_token',
  });
  expect(body['active'] === true, 'the token is said to be dead');
  expect(body['sub'] === held.sub && body['client_id'] === application.clientId, 'the token is said to be another one');
}
