import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { Browser } from '../integration/identity-provider/browser.ts';
import type { IdentityProvider } from '../integration/identity-provider/identity-provider.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type Keys = { readonly privateKey: CryptoKey; readonly publicJwk: JWK; readonly alg: string };

export async function keysFor(alg: 'ES256' | 'PS256' | 'RS256' | 'EdDSA'): Promise<Keys> {
  const pair = await generateKeyPair(alg, { extractable: true });
  return { privateKey: pair.privateKey, publicJwk: await exportJWK(pair.publicKey), alg };
}

const seconds = () => Math.floor(Date.now() / 1000);
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

export type Answer = { readonly status: number; readonly [member: string]: unknown };
type Claims = JWTPayload & Record<string, unknown>;
/** Claims to change; `undefined` takes one away. */
type Change = Readonly<Record<string, unknown>>;

/** A client under the FAPI 2.0 Security Profile, that can do everything wrongly on purpose. */
export class FapiClient {
  readonly redirectUri = `https://${randomBytes(4).toString('hex')}.example/callback`;
  readonly provider: IdentityProvider;
  readonly keys: Keys;
  readonly weak: Keys;
  readonly dpop: Keys;
  clientId = '';

  private constructor(provider: IdentityProvider, keys: Keys, weak: Keys, dpop: Keys) {
    this.provider = provider;
    this.keys = keys;
    this.weak = weak;
    this.dpop = dpop;
  }

  static async register(provider: IdentityProvider, change: Record<string, unknown> = {}): Promise<FapiClient> {
    const client = new FapiClient(provider, await keysFor('ES256'), await keysFor('RS256'), await keysFor('ES256'));
    const response = await provider.api('POST', '/api/v1/clients', 'clients.write', {
      client_name: 'FAPI client',
      profile: 'fapi2',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [client.redirectUri],
      jwks: {
        keys: [
          { ...client.keys.publicJwk, kid: 'strong', use: 'sig', alg: 'ES256' },
          { ...client.weak.publicJwk, kid: 'weak', use: 'sig', alg: 'RS256' },
        ],
      },
      ...change,
    });
    if (response.status !== 201) throw new Error(`not registered: ${response.status} ${await response.text()}`);
    client.clientId = ((await response.json()) as { client_id: string }).client_id;
    return client;
  }

  async assertion(change: Change = {}, keys: Keys = this.keys): Promise<string> {
    const claims: Claims = {
      iss: this.clientId,
      sub: this.clientId,
      aud: this.provider.issuer,
      iat: seconds(),
      exp: seconds() + 60,
      jti: randomUUID(),
      ...change,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: keys.alg, kid: keys === this.weak ? 'weak' : 'strong' })
      .sign(keys.privateKey);
  }

  async proof(method: string, path: string, change: Change = {}, keys: Keys = this.dpop): Promise<string> {
    const claims: Claims = {
      htm: method,
      htu: `${this.provider.issuer}${path}`,
      iat: seconds(),
      jti: randomUUID(),
      ...change,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: keys.alg, typ: 'dpop+jwt', jwk: keys.publicJwk })
      .sign(keys.privateKey);
  }

  /** An authorization request, by its parameters. */
  request(change: Record<string, string | undefined> = {}): { verifier: string; params: Record<string, string> } {
    const verifier = randomBytes(32).toString('base64url');
    const all: Record<string, string | undefined> = {
      client_id: this.clientId,
      redirect_uri: this.redirectUri,
      response_type: 'code',
      scope: 'openid',
      state: randomBytes(8).toString('hex'),
      nonce: randomBytes(8).toString('hex'),
      code_challenge: sha256(verifier),
      code_challenge_method: 'S256',
      ...change,
    };
    const params = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { verifier, params: Object.fromEntries(params) };
  }

  async push(
    params: Record<string, string>,
    options: { assertion?: string | undefined; proof?: string; method?: string; extra?: string } = {},
  ): Promise<Answer> {
    const body = new URLSearchParams({
      ...params,
      client_assertion_type: assertionType,
      client_assertion: options.assertion ?? (await this.assertion()),
    });
    return this.#answer('/request', options.method ?? 'POST', `${body}${options.extra ?? ''}`, options.proof);
  }

  async token(
    form: Record<string, string>,
    options: { assertion?: string; proof?: string | undefined } = {},
  ): Promise<Answer> {
    const body = new URLSearchParams({
      ...form,
      client_id: this.clientId,
      client_assertion_type: assertionType,
      client_assertion: options.assertion ?? (await this.assertion()),
    });
    const proof = 'proof' in options ? options.proof : await this.proof('POST', '/token');
    return this.#answer('/token', 'POST', body.toString(), proof);
  }

  /** Shows a pushed request; where the browser ends up, with what is said there. */
  async authorize(browser: Browser, params: Record<string, string>): Promise<URLSearchParams> {
    const start = await browser.get(`${this.provider.issuer}/auth?${new URLSearchParams(params)}`);
    const { url, response } = await browser.follow(start, this.redirectUri);
    if (url.startsWith(this.redirectUri)) return new URL(url).searchParams;
    return new URLSearchParams({ shown: String(response.status), at: new URL(url).pathname });
  }

  /** A code, the proper way. */
  async code(browser: Browser, change: Record<string, string | undefined> = {}, proof?: string) {
    const { verifier, params } = this.request(change);
    const pushed = await this.push(params, proof === undefined ? {} : { proof });
    const answer = await this.authorize(browser, {
      client_id: this.clientId,
      request_uri: String(pushed['request_uri']),
    });
    return { code: answer.get('code') ?? '', verifier, answer };
  }

  redeem(code: string, verifier: string | undefined, options: { assertion?: string; proof?: string | undefined } = {}) {
    return this.token(
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: this.redirectUri,
        ...(verifier === undefined ? {} : { code_verifier: verifier }),
      },
      options,
    );
  }

  async #answer(path: string, method: string, body: string, proof: string | undefined): Promise<Answer> {
    const response = await fetch(`${this.provider.issuer}${path}${method === 'GET' ? `?${body}` : ''}`, {
      method,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(proof === undefined ? {} : { dpop: proof }),
      },
      ...(method === 'GET' ? {} : { body }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { ...json, status: response.status };
  }
}
