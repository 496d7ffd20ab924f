import { createHash, randomBytes } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { Answer, Browser } from './browser.ts';

/** An application as a provider knows it, and the application's own kept-alive connections to that provider. */
export type Application = {
  readonly issuer: string;
  readonly clientId: string;
  /** Empty where the application cannot keep one. */
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly connections: Dispatcher;
};

export const scope = 'openid profile email eduperson_scoped_affiliation schac_home_organization';

/** What the application keeps between sending somebody away and having them back (RFC 7636, OpenID Connect Core §3.1.2.1). */
type Pending = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Sends the browser to the provider as an application would. */
export async function begin(application: Application, browser: Browser, loginHint?: string) {
  const pending: Pending = { state: random(), nonce: random(), verifier: random() };
  const query = new URLSearchParams({
    client_id: application.clientId,
    response_type: 'code',
    redirect_uri: application.redirectUri,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
  });
  return { pending, answer: await browser.get(`/auth?${query}`) };
}

/**
 * Takes the answer that leads back to the application, redeems the code and checks everything that a relying party checks
 * but the signature (rounds check a sample of those; here it would only measure the generator).
 *
 * @returns the ID token.
 */
export async function finish(application: Application, pending: Pending, back: Answer, sub: string): Promise<string> {
  return (await redeem(application, pending, back, sub)).id_token;
}

export type Redeemed = { readonly id_token: string; readonly access_token: string; readonly refresh_token?: string };

/** As `finish`, with all that came for the code. */
export async function redeem(application: Application, pending: Pending, back: Answer, sub: string): Promise<Redeemed> {
  expectRedirect(back, application.redirectUri);
  const callback = new URL(back.location!);
  const code = callback.searchParams.get('code');
  expect(code !== null, `no code: ${callback.searchParams.get('error') ?? 'nothing'}`);
  expect(callback.searchParams.get('state') === pending.state, 'another state came back');
  expect(callback.searchParams.get('iss') === application.issuer, 'another issuer came back');

  const body = await postForm(application, '/token', {
    grant_type: 'authorization_code',
    code: code!,
    redirect_uri: application.redirectUri,
    code_verifier: pending.verifier,
  });
  const { access_token, id_token, refresh_token } = body;
  expect(typeof access_token === 'string' && typeof id_token === 'string', 'a token is missing');
  const claims = claimsOf(id_token);
  expect(claims['nonce'] === pending.nonce, 'the ID token is for something else');
  expectSpeaksOf(claims, application, sub);
  return { access_token, id_token, ...(typeof refresh_token === 'string' ? { refresh_token } : {}) };
}

/** Posts as the application, which proves itself if it can (RFC 6749 §2.3.1), and takes nothing but 200. */
export async function postForm(
  application: Application,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const { clientId, clientSecret, connections, issuer } = application;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const answer = await connections.request({
    origin: issuer,
    method: 'POST',
    path,
    headers: {
      ...(clientSecret === '' ? {} : { authorization: `Basic ${basic}` }),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(clientSecret === '' ? { ...form, client_id: clientId } : form).toString(),
  });
  const body = (await answer.body.json()) as Record<string, unknown>;
  expect(answer.statusCode === 200, `${path} answered ${answer.statusCode} ${body['error'] ?? ''}`);
  return body;
}

/** What a signed token says; its signature is checked elsewhere. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
}

export function expectSpeaksOf(claims: Record<string, unknown>, application: Application, sub: string): void {
  expect(claims['aud'] === application.clientId, 'the ID token is for something else');
  expect(claims['iss'] === application.issuer && claims['sub'] === sub, 'the ID token speaks of somebody else');
}

/** One single sign-on: the browser has a session, so the first answer leads straight back. */
export async function singleSignOn(application: Application, browser: Browser, sub: string): Promise<string> {
  const { pending, answer } = await begin(application, browser);
  return finish(application, pending, answer, sub);
}

export function expectRedirect(answer: Answer, prefix: string): void {
  expect(answer.status === 302 || answer.status === 303, `${answer.status} instead of a redirect`);
  expect(answer.location?.startsWith(prefix) === true, `sent to ${answer.location?.slice(0, 60)} instead of ${prefix}`);
}

export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
