import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { IdentityProvider } from '../integration/identity-provider/identity-provider.ts';

export interface Answer {
  readonly status: number;
  readonly [member: string]: unknown;
}

export interface Asked {
  readonly url: string;
  readonly nonce: string | undefined;
  readonly state: string | undefined;
  readonly params: URLSearchParams;
}

/** An application as the suite plays one: it asks, is called back, redeems, and checks all that it is given. */
export interface RelyingParty {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly redirectUri: string;
  readonly postLogoutUri: string;
  /** Logout tokens that arrived, as they came. */
  readonly logoutTokens: string[];
  request(change?: Readonly<Record<string, string | undefined>>): Asked;
  token(form: Readonly<Record<string, string>>, method?: 'basic' | 'post'): Promise<Answer>;
  redeem(code: string | null | undefined, method?: 'basic' | 'post'): Promise<Answer>;
  /** Verifies everything of OpenID Connect Core §3.1.3.7; what the token says. */
  idToken(token: unknown, asked?: Asked): Promise<JWTPayload>;
  userinfo(accessToken: unknown, how?: 'get' | 'post-header' | 'post-body'): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startRelyingParty(
  { issuer, api }: IdentityProvider,
  change: Readonly<Record<string, unknown>>,
): Promise<RelyingParty> {
  const logoutTokens: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/backchannel') {
      return void body(request).then((text) => {
        logoutTokens.push(new URLSearchParams(text).get('logout_token') ?? '');
        response.end();
      });
    }
    response.setHeader('content-type', 'text/html');
    // What asks by POST: a form that holds the request, and a button.
    const fields = [...url.searchParams].map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
    );
    response.end(
      url.pathname === '/post'
        ? `<form method="post" action="${issuer}/auth">${fields.join('')}<button>Sign in</button></form>`
        : '<p>The application</p>',
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const own = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [redirectUri, postLogoutUri] = [`${own}/callback`, `${own}/signed-out`];
  const registered = await api('POST', '/api/v1/clients', 'clients.write', {
    client_name: 'Conformance',
    redirect_uris: [redirectUri],
    post_logout_redirect_uris: [postLogoutUri],
    backchannel_logout_uri: `${own}/backchannel`,
    grant_types: ['authorization_code', 'refresh_token'],
    require_pkce: false,
    ...change,
  });
  if (registered.status !== 201) {
    server.close();
    throw new Error(`not registered: ${registered.status} ${await registered.text()}`);
  }
  const { client_id, client_secret } = (await registered.json()) as { client_id: string; client_secret?: string };
  const jwks = createRemoteJWKSet(new URL(`${issuer}/jwks`));

  const token: RelyingParty['token'] = async (form, method = 'basic') => {
    const basic = Buffer.from(`${client_id}:${client_secret ?? ''}`).toString('base64');
    const own = { client_id, ...(client_secret === undefined ? {} : { client_secret }) };
    return answerOf(
      await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: method === 'basic' && client_secret ? { authorization: `Basic ${basic}` } : {},
        body: new URLSearchParams(method === 'basic' && client_secret ? form : { ...form, ...own }),
      }),
    );
  };

  return {
    clientId: client_id,
    secret: client_secret,
    redirectUri,
    postLogoutUri,
    logoutTokens,
    token,
    request: (wish = {}) => {
      const all = {
        client_id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid',
        state: randomBytes(8).toString('hex'),
        nonce: randomBytes(8).toString('hex'),
        ...wish,
      };
      const params = new URLSearchParams(
        Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      return { url: `${issuer}/auth?${params}`, params, nonce: all.nonce, state: all.state };
    },
    redeem: (code, method) =>
      token({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri }, method),
    idToken: async (jwt, asked) => {
      const { payload, protectedHeader } = await jwtVerify(String(jwt), jwks, {
        issuer,
        audience: client_id,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: new Date(Date.now()),
      });
      if (protectedHeader.alg !== 'RS256' || protectedHeader.kid === undefined) throw new Error('wrong header');
      if (Math.abs(payload.iat! - Date.now() / 1_000) > 60) throw new Error('iat is far from now');
      if (asked && payload['nonce'] !== asked.nonce) throw new Error('wrong nonce');
      if (String(jwt).length > 4_000 || (payload.sub?.length ?? 0) > 255) throw new Error('too long');
      return payload;
    },
    userinfo: async (accessToken, how = 'get') => {
      const authorization = `Bearer ${String(accessToken)}`;
      const inBody = how === 'post-body';
      return answerOf(
        await fetch(`${issuer}/me`, {
          method: how === 'get' ? 'GET' : 'POST',
          headers: inBody ? {} : { authorization },
          ...(inBody ? { body: new URLSearchParams({ access_token: String(accessToken) }) } : {}),
        }),
      );
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { ...(text.startsWith('{') ? (JSON.parse(text) as object) : {}), status: response.status };
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
