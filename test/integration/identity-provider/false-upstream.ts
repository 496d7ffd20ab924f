import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { freePort } from '../../setup/free-port.ts';

/** What a false provider does otherwise than it should. */
export interface Falsehood {
  /** Over the claims of the ID token; `undefined` takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Over the provider's metadata. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** What it hands out in place of the ID token that it signed. */
  readonly forge?: (genuine: string, publicJwk: JWK) => Promise<string>;
  readonly sign?: 'another key' | 'none' | 'client secret';
  /** Over what it sends the browser back with. */
  readonly answer?: Readonly<Record<string, string>>;
  readonly token?: (response: ServerResponse) => void;
}

export interface FalseUpstream {
  readonly issuer: string;
  readonly clientSecret: string;
  /** What it was asked with at its token endpoint, in order. */
  readonly redeemed: string[];
  tell(falsehood: Falsehood): void;
  /** A token of its own, or one that only looks like it. */
  sign(
    claims: Readonly<Record<string, unknown>>,
    how?: { readonly with?: Falsehood['sign']; readonly typ?: string },
  ): Promise<string>;
  stop(): Promise<void>;
}

/** A provider that signs everybody in as `u-1` and lies as it is told to: written by hand, since no library would do that. */
export async function startFalseUpstream(eppn: string): Promise<FalseUpstream> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const clientSecret = 'a secret of the university that is long enough';
  const [own, other] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', use: 'sig', alg: 'RS256' };
  const redeemed: string[] = [];
  let lie: Falsehood = {};
  let nonce = '';

  const idToken = async () => {
    const now = Math.floor(Date.now() / 1_000);
    const claims: Record<string, unknown> = {
      iss: issuer,
      sub: 'u-1',
      aud: 'campus',
      nonce,
      iat: now,
      exp: now + 300,
      auth_time: now,
      eduperson_principal_name: eppn,
      ...lie.claims,
    };
    const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
    if (lie.sign === 'none') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none' })}.${part(kept)}.`;
    }
    if (lie.sign === 'client secret') {
      return new SignJWT(kept).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(clientSecret));
    }
    const key = lie.sign === 'another key' ? other.privateKey : own.privateKey;
    return new SignJWT(kept).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key);
  };

  const json = (response: ServerResponse, body: object) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          userinfo_endpoint: `${issuer}/me`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
          ...lie.metadata,
        });
      case '/auth': {
        nonce = url.searchParams.get('nonce')!;
        const back = new URL(url.searchParams.get('redirect_uri')!);
        const answer = { code: 'code', state: url.searchParams.get('state')!, iss: issuer, ...lie.answer };
        back.search = new URLSearchParams(answer).toString();
        response.writeHead(303, { location: back.href });
        return response.end();
      }
      case '/token':
        redeemed.push(request.headers.authorization ?? '');
        if (lie.token) return lie.token(response);
        return json(response, {
          access_token: 'token',
          token_type: 'Bearer',
          id_token: await (lie.forge?.(await idToken(), jwk) ?? idToken()),
        });
      case '/me':
        return json(response, { sub: 'u-1', ...lie.userinfo });
      case '/jwks':
        return json(response, { keys: [jwk] });
      default:
        response.statusCode = 404;
        return response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return {
    issuer,
    clientSecret,
    redeemed,
    sign: async (claims, how = {}) => {
      const typ = how.typ === undefined ? {} : { typ: how.typ };
      if (how.with === 'none') {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `${part({ alg: 'none', ...typ })}.${part(claims)}.`;
      }
      if (how.with === 'client secret')
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', ...typ })
          .sign(new TextEncoder().encode(clientSecret));
      const key = how.with === 'another key' ? other.privateKey : own.privateKey;
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own', ...typ }).sign(key);
    },
    tell: (falsehood) => {
      lie = falsehood;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
