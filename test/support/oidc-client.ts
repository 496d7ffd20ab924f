import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as oidc from 'openid-client';
import type { Visitor } from './browser-visitor.ts';
import { sendSignIn } from './sign-in-page.ts';

export interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/** A service of somebody else's: its own address, an issuer, an id and a secret, and a certified library. */
export interface OidcClient {
  readonly redirectUri: string;
  readonly signedOutUri: string;
  readonly backchannelUri: string;
  /** Logout tokens that the provider sent us, as they came. */
  readonly logoutTokens: readonly string[];
  /** Once it has been registered. */
  configure(credentials: Credentials): Promise<oidc.Configuration>;
  begin(change?: Readonly<Record<string, string>>): Promise<{ url: string; checks: SignInChecks }>;
  /** Redeems what the provider sent back, with every check that the library makes. */
  finish(callback: string, checks: SignInChecks): Promise<Tokens>;
  userInfo(tokens: Tokens): Promise<oidc.UserInfoResponse>;
  signOutUrl(tokens: Tokens): string;
  stop(): Promise<void>;
}

export const scopes = 'openid profile email eduperson_scoped_affiliation schac_home_organization';

/** Starts a service that can be signed in at; it listens, so that browsers and back-channel calls really arrive. */
export async function startOidcClient(issuer: string): Promise<OidcClient> {
  const logoutTokens: string[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    if (request.method === 'POST' && request.url === '/backchannel-logout') {
      logoutTokens.push(new URLSearchParams(body).get('logout_token') ?? '');
    }
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://localhost:${(server.address() as AddressInfo).port}`;
  let known: oidc.Configuration | undefined;
  const configuration = () => {
    if (!known) throw new Error('not configured yet');
    return known;
  };
  return {
    redirectUri: `${own}/callback`,
    signedOutUri: `${own}/signed-out`,
    backchannelUri: `${own}/backchannel-logout`,
    logoutTokens,
    configure: async ({ client_id, client_secret }) => {
      known = await oidc.discovery(new URL(issuer), client_id, undefined, oidc.ClientSecretBasic(client_secret), {
        execute: [oidc.allowInsecureRequests],
      });
      return known;
    },
    begin: async (change = {}) => {
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(configuration(), {
        redirect_uri: `${own}/callback`,
        scope: scopes,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        ...change,
      });
      return { url: url.href, checks };
    },
    finish: (callback, { state, nonce, codeVerifier }) =>
      oidc.authorizationCodeGrant(configuration(), new URL(callback), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      }),
    userInfo: (tokens) => oidc.fetchUserInfo(configuration(), tokens.access_token, tokens.claims()!.sub),
    signOutUrl: (tokens) =>
      oidc.buildEndSessionUrl(configuration(), {
        id_token_hint: tokens.id_token!,
        post_logout_redirect_uri: `${own}/signed-out`,
        state: 'bye',
      }).href,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Signs a visitor in at the client; fills the sign-in page in where it comes, and fails where it comes unasked for. */
export async function signInAt(
  client: OidcClient,
  visitor: Visitor,
  who: { login: string; password: string } | 'already signed in',
): Promise<{ tokens: Tokens; callback: string; checks: SignInChecks }> {
  const { url, checks } = await client.begin();
  let page = await visitor.open(url);
  if (!page.url.startsWith(client.redirectUri)) {
    if (who === 'already signed in') throw new Error(`was asked to sign in at ${page.url}`);
    page = await sendSignIn(visitor, page, who);
  }
  if (!page.url.startsWith(client.redirectUri)) throw new Error(`not signed in: ${page.status} at ${page.url}`);
  return { tokens: await client.finish(page.url, checks), callback: page.url, checks };
}

/** A token of a program's own (client credentials) for one of our APIs. */
export async function programToken(
  issuer: string,
  { client_id, client_secret }: Credentials,
  asked: { resource: string; scope: string },
): Promise<string> {
  const basic = Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(client_secret)}`).toString('base64');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...asked }),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`no token: ${answer.status} ${JSON.stringify(body)}`);
  return body.access_token;
}
