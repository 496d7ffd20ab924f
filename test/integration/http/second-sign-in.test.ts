import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Ephemeral, memoryEphemeral } from '@onecampus/ephemeral';
import { anybody, createApp, page, type SecondSignIn, secondSignIn } from '@onecampus/http';
import { html } from '@onecampus/pages';
import { createLogger, createMetrics, systemClock } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import { importJWK, SignJWT } from 'jose';
import request from 'supertest';

/** A provider that says what it is told to say; the real one is walked in test/browser. */
describe('a second sign-in', () => {
  let provider: Server;
  let issuer: string;
  let ephemeral: Ephemeral;
  let second: SecondSignIn;
  let app: ReturnType<typeof createApp>;
  let says: { nonce?: string; auth_time?: number | undefined; sub: string };
  const now_seconds = () => Math.floor(Date.now() / 1_000);

  const log = createLogger({ service: 'trial', level: 'silent' });

  beforeAll(async () => {
    const { privateJwk, publicJwk } = await generateSigningKey('ES256', 'key');
    const key = await importJWK(privateJwk as never, 'ES256');
    const answers: Record<string, () => unknown> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['ES256'],
      }),
      '/jwks': () => ({ keys: [publicJwk] }),
      '/me': () => ({ sub: says.sub, name: 'Второва Вера' }),
      '/token': async () => ({
        access_token: 'access',
        token_type: 'Bearer',
        id_token: await new SignJWT({ nonce: says.nonce, auth_time: says.auth_time })
          .setProtectedHeader({ alg: 'ES256', kid: 'key' })
          .setIssuer(issuer)
          .setAudience('registrar')
          .setSubject(says.sub)
          .setIssuedAt()
          .setExpirationTime('5m')
          .sign(key),
      }),
    };
    provider = createServer(async (incoming, outgoing) => {
      const answer = await answers[incoming.url!.split('?')[0]!]?.();
      outgoing.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    ephemeral = memoryEphemeral();
    second = secondSignIn({
      issuer,
      clientId: 'registrar',
      clientSecret: 'secret',
      secure: false,
      publicUrl: 'http://registrar.test',
      cookieName: 'registrar',
      ephemeral,
      clock: systemClock,
      log,
    });
    const web = {
      service: { name: 'Trial', home: '/' },
      log,
      metrics: createMetrics('trial'),
      health: { ready: async () => undefined, draining: () => false },
      trustProxy: [],
      secure: false,
    };
    app = createApp(web, (routes) => {
      page(routes, {
        method: 'post',
        path: '/begin',
        visitor: anybody,
        handle: ({ response }) =>
          second.begin(response, { returnTo: '/back', about: async (binding) => `about ${binding.length}` }),
      });
      page(routes, {
        method: 'get',
        path: '/back',
        visitor: anybody,
        handle: async ({ request }) => ({
          title: 'x',
          body: html`<p>${JSON.stringify(await second.proof(request))}</p>`,
        }),
      });
      routes.get('/sign-in/callback', async (incoming, outgoing) => {
        if (!(await second.callback(incoming, outgoing))) outgoing.status(418).end('an ordinary sign-in');
      });
    });
    says = { sub: 'second', auth_time: now_seconds() };
  });
  afterAll(async () => {
    provider.closeAllConnections();
    await new Promise((resolve) => provider.close(resolve));
  });

  async function begin() {
    const away = await request(app).post('/begin').type('form').send({}).expect(303);
    const [set] = away.headers['set-cookie'] as unknown as string[];
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    const asked = new URL(away.headers['location']!).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      prompt: 'login',
      max_age: '0',
      code_challenge_method: 'S256',
      redirect_uri: 'http://registrar.test/sign-in/callback',
    });
    says.nonce = asked.get('nonce')!;
    return { cookie: set!.split(';')[0]!, state: asked.get('state')! };
  }
  const comeBack = (cookie: string, state: string) =>
    request(app).get('/sign-in/callback').query({ code: 'code', state, iss: issuer }).set('cookie', cookie);
  const proofOf = async (cookie: string) =>
    (await request(app).get('/back').set('cookie', cookie).expect(200)).text.includes('Второва Вера');

  it('brings back who signed in, once, to the browser that went', async () => {
    const { cookie, state } = await begin();
    expect(await proofOf(cookie)).toBe(false);
    expect((await comeBack(cookie, state).expect(303)).headers['location']).toBe('/back');
    expect(await proofOf(cookie)).toBe(true);
    expect(await proofOf('registrar-second=another')).toBe(false);
    await comeBack(cookie, state).expect(418);
  });

  it('leaves every other answer of the provider to the ordinary sign-in', async () => {
    const { cookie, state } = await begin();
    await comeBack(cookie, 'another state').expect(418);
    await comeBack('registrar-second=another', state).expect(418);
    await request(app).get('/sign-in/callback').query({ code: 'code', state }).expect(418);
    await comeBack(cookie, state).expect(303);
  });

  it.each([
    ['did not ask for the password', () => ({ auth_time: now_seconds() - 120 })],
    ['does not say when it asked', () => ({ auth_time: undefined })],
    ['answers another question', () => ({ nonce: 'of somebody else' })],
  ])('proves nothing where the provider %s', async (_, wrong) => {
    const { cookie, state } = await begin();
    Object.assign(says, wrong());
    expect((await comeBack(cookie, state).expect(303)).headers['location']).toBe('/back');
    expect(await proofOf(cookie)).toBe(false);
    await comeBack(cookie, state).expect(418);
  });

  it('uses one answer once, of two at the same time as well', async () => {
    const { cookie, state } = await begin();
    const both = await Promise.all([comeBack(cookie, state), comeBack(cookie, state)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 418]);
  });

  it('ends on a no of the person at the provider', async () => {
    const { cookie, state } = await begin();
    const refused = await request(app)
      .get('/sign-in/callback')
      .query({ error: 'access_denied', state, iss: issuer })
      .set('cookie', cookie);
    expect(refused.headers['location']).toBe('/back');
    expect(await proofOf(cookie)).toBe(false);
  });
});
