import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  generateSigningKey,
  signAccessToken,
  signTerminalAssertion,
  verifyAccessToken,
  verifyTerminalAssertion,
} from '@onecampus/tokens';
import { createLocalJWKSet, importJWK, type JWK, SignJWT } from 'jose';
import {
  signStatement,
  verifiedStatement,
} from '../../services/identity-provider/src/openid-federation/entity-statement.ts';
import { Browser } from '../integration/identity-provider/browser.ts';
import { type FalseUpstream, startFalseUpstream } from '../integration/identity-provider/false-upstream.ts';
import {
  authorizationRequest,
  freshTokens,
  type RegisteredClient,
  registerClient,
} from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { insertLiveUpstream } from '../integration/identity-provider/upstreams.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';
import { forgedSignatures } from './forged-jwt.ts';

const forty = 40;
type Keys = { readonly privateJwk: JWK; readonly publicJwk: JWK };

/** The rest of the places that believe a JWT; the first ones are in forgeries.test.ts. */
describe('forged tokens, elsewhere', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let lms: RegisteredClient;
  let upstream: FalseUpstream;
  let keys: Keys;
  let who: { login: string; password: string };

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    const anna = await arrangePerson(database.admin, { university: tpu });
    const timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
    provider = await startIdentityProviders(database);
    who = { login: anna.eppn, password: 'верный пароль 1' };
    await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', {
      password: who.password,
    });
    lms = await registerClient(provider);
    keys = await generateSigningKey('ES256', 'keyed-1');
    await registerClient(provider, {
      client_id: 'keyed',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code', 'client_credentials'],
      scope: 'openid keys.write',
      jwks: { keys: [keys.publicJwk] },
      redirect_uris: ['http://localhost:9/callback'],
    });
    upstream = await startFalseUpstream(timur.eppn);
    await insertLiveUpstream(database.admin, provider, { university: tsu, ...upstream });
  });
  afterAll(async () => {
    await upstream?.stop();
    await provider?.stop();
    await database?.drop();
  });

  const assertion = async () =>
    new SignJWT({ iss: 'keyed', sub: 'keyed', aud: provider.issuer, jti: randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid: 'keyed-1' })
      .setIssuedAt()
      .setExpirationTime('50s')
      .sign(await importJWK(keys.privateJwk, 'ES256'));
  const asKeyed = (path: string, client_assertion: string, form: Record<string, string>, headers = {}) =>
    fetch(`${provider.issuer}${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        client_id: 'keyed',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
        ...form,
      }),
    });

  it.each([
    ['/token/introspection', { token: 'x' }],
    ['/token/revocation', { token: 'x' }],
    [
      '/request',
      {
        response_type: 'code',
        redirect_uri: 'http://localhost:9/callback',
        scope: 'openid',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      },
    ],
  ])('are no client’s proof of itself at %s', async (path, form) => {
    expect((await asKeyed(path, await assertion(), form as never)).status).toBeLessThan(300);
    const forged = await forgedSignatures(await assertion(), keys.publicJwk);
    expect(forged.length).toBeGreaterThanOrEqual(forty);
    for (const [name, token] of forged) {
      const { status } = await asKeyed(path, token, form as never);
      expect([name, status === 400 || status === 401]).toEqual([name, true]);
    }
  });

  describe('of a key of one’s own (DPoP)', () => {
    let own: Keys;
    let jwk: JWK;
    beforeAll(async () => {
      own = await generateSigningKey('ES256', 'proof');
      jwk = { kty: 'EC', crv: 'P-256', x: own.publicJwk.x!, y: own.publicJwk.y! };
    });
    const proof = async (htu: string, htm: string, more: Record<string, unknown> = {}) =>
      new SignJWT({ jti: randomUUID(), htm, htu, ...more })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .setIssuedAt()
        .sign(await importJWK(own.privateJwk, 'ES256'));
    const token = async (DPoP: string) =>
      asKeyed('/token', await assertion(), { grant_type: 'client_credentials', scope: 'keys.write' }, { DPoP });
    /** The key comes with the proof, so whoever puts in his own has made a proof of his own: it is none for the token's key. */
    const isOwnKey = (name: string) => name.startsWith('another key, handed over as jwk');

    it('bind no token', async () => {
      const htu = `${provider.issuer}/token`;
      expect((await token(await proof(htu, 'POST'))).status).toBe(200);
      for (const [name, forged] of await forgedSignatures(await proof(htu, 'POST'), own.publicJwk)) {
        if (isOwnKey(name)) continue;
        expect([name, (await token(forged)).status]).toEqual([name, 400]);
      }
    });

    it('open nothing at our API with a token that is bound', async () => {
      const answer = await token(await proof(`${provider.issuer}/token`, 'POST'));
      const { access_token } = (await answer.json()) as { access_token: string };
      const htu = `${provider.issuer}/api/v1/keys`;
      const ath = createHash('sha256').update(access_token).digest('base64url');
      const call = (DPoP: string) => fetch(htu, { headers: { authorization: `DPoP ${access_token}`, DPoP } });
      expect((await call(await proof(htu, 'GET', { ath }))).status).toBe(200);
      const once = await proof(htu, 'GET', { ath });
      expect([(await call(once)).status, (await call(once)).status]).toEqual([200, 401]);
      for (const [name, forged] of await forgedSignatures(await proof(htu, 'GET', { ath }), own.publicJwk))
        expect([name, (await call(forged)).status]).toEqual([name, 401]);
    });
  });

  it('register no application, and read and change none', async () => {
    const genuine = await provider.operatorToken('keys.write');
    const { keys: published } = (await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JWK[] };
    const body = JSON.stringify({ client_name: 'Forged', redirect_uris: ['https://evil.example/'] });
    for (const [name, token] of [
      ...(await forgedSignatures(genuine, published.find(({ alg }) => alg === 'RS256')!)),
      ['a token of our own for something else', genuine] as [string, string],
    ]) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answers = await Promise.all([
        fetch(`${provider.issuer}/reg`, { method: 'POST', headers, body }),
        fetch(`${provider.issuer}/reg/${lms.client_id}`, { headers }),
        fetch(`${provider.issuer}/reg/${lms.client_id}`, { method: 'DELETE', headers }),
      ]);
      expect([name, answers.map(({ status }) => status)]).toEqual([name, [401, 401, 401]]);
    }
  });

  it('say of nobody who he is, where a request brings one as a hint', async () => {
    const { browser, tokens } = await freshTokens(provider.issuer, lms, who);
    const asked = async (id_token_hint: string) => {
      const { url } = authorizationRequest(provider.issuer, lms, { prompt: 'none', id_token_hint });
      const response = await browser.clone().get(url);
      return new URL(response.headers.get('location') ?? provider.issuer).searchParams;
    };
    expect((await asked(tokens.id_token)).get('code')).not.toBeNull();
    const { keys: published } = (await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JWK[] };
    for (const [name, hint] of await forgedSignatures(tokens.id_token, published.find(({ alg }) => alg === 'RS256')!))
      expect([name, (await asked(hint)).get('code')]).toEqual([name, null]);
  });

  it('of a university’s own provider let nobody in', async () => {
    const letIn = async () => {
      const browser = new Browser();
      const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
      const { url } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
      return url.startsWith(lms.redirect_uri) && url.includes('code=');
    };
    expect(await letIn()).toBe(true);
    const theirs = await generateSigningKey('RS256', 'own');
    for (let index = 0; ; index += 1) {
      let name: string | undefined;
      upstream.tell({
        forge: async (genuine, publicJwk) => {
          const forged = (await forgedSignatures(genuine, publicJwk, theirs))[index];
          name = forged?.[0];
          return forged?.[1] ?? genuine;
        },
      });
      const entered = await letIn();
      if (name === undefined) {
        // Behind the last of them comes the genuine one: it was for the forgery that the others were refused.
        expect([index >= forty, entered]).toEqual([true, true]);
        break;
      }
      expect([name, entered]).toEqual([name, false]);
    }
  });

  it('are no statement of a federation', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const statement = {
      iss: 'https://lms.example',
      sub: 'https://lms.example',
      iat: now,
      exp: now + 600,
      jwks: { keys: [keys.publicJwk] },
    };
    const genuine = await signStatement(statement as never, { kid: 'keyed-1', privateJwk: keys.privateJwk });
    const expected = { iss: statement.iss, sub: statement.sub, keys: [keys.publicJwk], now: new Date() };
    expect((await verifiedStatement(genuine, expected)).iss).toBe(statement.iss);
    for (const [name, forged] of await forgedSignatures(genuine, keys.publicJwk)) {
      const verdict = await verifiedStatement(forged, expected).then(
        () => 'believed',
        (error: Error) => error.name,
      );
      expect([name, verdict]).not.toEqual([name, 'believed']);
    }
  });

  it('are neither an access token nor a terminal’s word at any service', async () => {
    const jwks = createLocalJWKSet({ keys: [keys.publicJwk] });
    const [issuer, audience] = ['https://id.example', 'https://cards.example'];
    const now = new Date();
    const access = await signAccessToken(
      { issuer, audience, sub: 'x', clientId: 'x', scope: ['cards.read'], jti: randomUUID(), lifetimeSeconds: 300 },
      keys.privateJwk,
      now,
    );
    const word = await signTerminalAssertion({
      terminalId: 'gate-1',
      audience,
      privateJwk: keys.privateJwk,
      jti: randomUUID(),
      now,
      lifetimeSeconds: 300,
    });
    const asAccess = (token: string) => verifyAccessToken(token, { issuer, audience, jwks, now });
    const asWord = (token: string) =>
      verifyTerminalAssertion(token, {
        audience,
        now,
        keyOf: (id) => (id === 'gate-1' ? keys.publicJwk : undefined),
      });
    expect((await asAccess(access)).clientId).toBe('x');
    expect((await asWord(word)).terminalId).toBe('gate-1');
    for (const [name, forged] of await forgedSignatures(access, keys.publicJwk))
      expect([name, await refusal(asAccess(forged))]).toEqual([name, expect.stringMatching(/^token\./)]);
    for (const [name, forged] of await forgedSignatures(word, keys.publicJwk))
      expect([name, await refusal(asWord(forged))]).toEqual([name, expect.stringMatching(/^t(oken|erminal)\./)]);
  });
});

/** The code that a token is refused with. */
async function refusal(verdict: Promise<unknown>): Promise<string> {
  return verdict.then(
    () => 'believed',
    (error: { code?: string }) => String(error.code),
  );
}
