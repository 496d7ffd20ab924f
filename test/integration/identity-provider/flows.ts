import { createHash, randomBytes } from 'node:crypto';
import { Browser } from './browser.ts';
import type { IdentityProvider } from './identity-provider.ts';

export type RegisteredClient = {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly redirect_uri: string;
};

/** Registers an application through the API, as an operator would. */
export async function registerClient(
  provider: IdentityProvider,
  change: Record<string, unknown> = {},
): Promise<RegisteredClient> {
  const redirect_uri = `http://localhost:9/${randomBytes(4).toString('hex')}/callback`;
  const response = await provider.api('POST', '/api/v1/clients', 'clients.write', {
    client_name: 'Test LMS',
    redirect_uris: [redirect_uri],
    subject_type: 'public',
    subject_type_reason: 'the tests compare it with the directory',
    ...change,
  });
  if (response.status !== 201) throw new Error(`registration failed: ${response.status} ${await response.text()}`);
  const created = (await response.json()) as { client_id: string; client_secret?: string };
  return { ...created, redirect_uri: (change['redirect_uris'] as string[] | undefined)?.[0] ?? redirect_uri };
}

export type Request = { readonly url: string; readonly verifier: string; readonly state: string };

/** An authorization request with PKCE, as any client library makes one. */
export function authorizationRequest(
  issuer: string,
  client: RegisteredClient,
  change: Record<string, string> = {},
): Request {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const url = new URL(`${issuer}/auth`);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: client.redirect_uri,
    response_type: 'code',
    scope: 'openid profile email',
    state,
    nonce: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  }).toString();
  return { url: url.href, verifier, state };
}

/** Opens the request and, where the sign-in page comes, fills it in; ends at the application's callback. */
export async function signInAt(
  browser: Browser,
  request: Request,
  client: RegisteredClient,
  who: { login: string; password: string },
): Promise<URL> {
  let { url, response } = await browser.follow(await browser.get(request.url), client.redirect_uri);
  if (url.startsWith(client.redirect_uri)) return new URL(url);
  ({ url, response } = await browser.follow(
    await browser.post(url, { university: '', login: who.login, password: who.password }),
    client.redirect_uri,
  ));
  if (!url.startsWith(client.redirect_uri))
    throw new Error(`not signed in: ${response.status} at ${url}\n${await response.text()}`);
  return new URL(url);
}

export type Tokens = { access_token: string; id_token: string; refresh_token?: string; error?: string };

export async function tokenRequest(
  issuer: string,
  client: RegisteredClient,
  form: Record<string, string>,
  path = '/token',
): Promise<Response> {
  const { client_id, client_secret } = client;
  const basic =
    client_secret === undefined
      ? undefined
      : Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`);
  return fetch(`${issuer}${path}`, {
    method: 'POST',
    headers: basic ? { authorization: `Basic ${basic.toString('base64')}` } : {},
    body: new URLSearchParams(basic ? form : { ...form, client_id }),
  });
}

export function redeem(issuer: string, client: RegisteredClient, code: string, verifier: string): Promise<Response> {
  return tokenRequest(issuer, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirect_uri,
    code_verifier: verifier,
  });
}

export function userinfo(issuer: string, accessToken: string): Promise<Response> {
  return fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
}

/** From nothing to tokens: a fresh browser signs in at the application. */
export async function freshTokens(
  issuer: string,
  client: RegisteredClient,
  who: { login: string; password: string },
  change: Record<string, string> = {},
): Promise<{ browser: Browser; tokens: Tokens; code: string; verifier: string }> {
  const browser = new Browser();
  const request = authorizationRequest(issuer, client, change);
  const callback = await signInAt(browser, request, client, who);
  const code = callback.searchParams.get('code')!;
  const response = await redeem(issuer, client, code, request.verifier);
  return { browser, tokens: (await response.json()) as Tokens, code, verifier: request.verifier };
}

/** What "allow" on a consent page sends: the question that it answers. */
export function agreement(page: string): Record<string, string> {
  const seal = /name="seal" value="([^"]+)"/.exec(page)?.[1];
  if (seal === undefined) throw new Error(`no consent page:\n${page}`);
  return { seal };
}
