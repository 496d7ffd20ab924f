import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memoryEphemeral } from '@onecampus/ephemeral';
import { createApp, page, type StaffMember, staffSignIn } from '@onecampus/http';
import { html } from '@onecampus/pages';
import { createLogger, createMetrics } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import { importJWK, SignJWT } from 'jose';
import request from 'supertest';

const minute_ms = 60_000;

/** A provider that says when somebody proved who he is; the real one is walked in test/browser. */
describe('the proof that a dangerous page wants', () => {
  let provider: Server;
  let issuer: string;
  let app: ReturnType<typeof createApp>;
  let nonce: string | undefined;
  let provedAt: Date | undefined;
  let amr: string[] | undefined;
  let roles: { role: string; universityId: string }[] = [];
  let now = new Date();

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
      '/me': () => ({ sub: 'vera', name: 'Второва Вера' }),
      '/token': async () => ({
        access_token: 'access',
        token_type: 'Bearer',
        id_token: await new SignJWT({
          ...(nonce === undefined ? {} : { nonce }),
          ...(amr ? { amr } : {}),
          ...(provedAt ? { auth_time: Math.floor(provedAt.getTime() / 1_000) } : {}),
        })
          .setProtectedHeader({ alg: 'ES256', kid: 'key' })
          .setIssuer(issuer)
          .setAudience('registrar')
          .setSubject('vera')
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
    const log = createLogger({ service: 'trial', level: 'silent' });
    const clock = { now: () => now };
    const staff = staffSignIn({
      issuer,
      clientId: 'registrar',
      clientSecret: 'secret',
      publicUrl: 'http://registrar.test',
      sessionSecret: 'x'.repeat(43),
      ephemeral: memoryEphemeral(),
      log,
      clock,
      secure: false,
      cookieName: 'trial',
      load: async () => ({ personId: 'p', roles }),
    });
    app = createApp(
      {
        service: { name: 'Trial', home: '/' },
        log,
        metrics: createMetrics('trial'),
        health: { ready: async () => undefined, draining: () => false },
        trustProxy: [],
        secure: false,
      },
      (built) => {
        staff.addTo(built);
        page(built, {
          method: 'get',
          path: '/dangerous',
          visitor: staff.signedInRecently,
          handle: async () => ({ title: 'x', body: html`<p>x</p>` }),
        });
        page(built, {
          method: 'get',
          path: '/roles',
          visitor: staff.signedIn,
          handle: async ({ visitor }) => ({
            title: 'x',
            body: html`<p>roles: ${(visitor as StaffMember).roles.length}</p>`,
          }),
        });
      },
    );
  });
  afterAll(() => new Promise((resolve) => provider.close(resolve)));

  /** Signs in as a browser does, and gives its cookie. */
  async function signIn(path: string, cookie?: string): Promise<{ cookie: string; asked: URLSearchParams }> {
    const begun = await request(app)
      .get(path)
      .set('cookie', cookie ?? '');
    const asked = new URL(begun.headers['location']!).searchParams;
    nonce = asked.get('nonce') ?? undefined;
    const cookies = [begun.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]!);
    const back = `/sign-in/callback?${new URLSearchParams({ code: 'c', state: asked.get('state') ?? '', iss: issuer })}`;
    const done = await request(app)
      .get(back)
      .set('cookie', cookies[0] ?? cookie ?? '');
    expect(done.status).toBe(303);
    const renewed = [done.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]!);
    return { cookie: renewed[0] ?? cookies[0]!, asked };
  }
  const open = (cookie: string) => request(app).get('/dangerous').set('cookie', cookie);

  it('is a sign-in of the last five minutes; after that, or where nobody says when, it is asked for again', async () => {
    now = new Date();
    provedAt = now;
    const { cookie } = await signIn('/sign-in?to=/dangerous');
    expect((await open(cookie)).status).toBe(200);
    now = new Date(now.getTime() + 6 * minute_ms);
    const late = await open(cookie);
    expect([late.status, late.headers['location']]).toEqual([303, '/sign-in?again=yes&to=%2Fdangerous']);

    const { cookie: proved, asked } = await signIn('/sign-in?again=yes&to=/dangerous', cookie);
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
    // A single sign-on that asked nobody: the moment that it names is the old one.
    expect((await open(proved)).status).toBe(303);
    provedAt = now;
    expect((await open((await signIn('/sign-in?again=yes&to=/dangerous', proved)).cookie)).status).toBe(200);
    provedAt = undefined;
    expect((await open((await signIn('/sign-in?to=/dangerous')).cookie)).status).toBe(303);
  });

  it('is for power a factor of one’s own, wished for once, and never a university’s provider’s word', async () => {
    roles = [{ role: 'administrator', universityId: 'u' }];
    const rolesOf = async (cookie: string) => request(app).get('/roles').set('cookie', cookie);
    amr = ['fed'];
    const first = await signIn('/sign-in?to=/roles');
    expect(first.asked.get('acr_values')).toBeNull();
    const wished = (await rolesOf(first.cookie)).headers['location']!;
    expect(wished).toBe('/sign-in?factor=yes&to=%2Froles');
    const second = await signIn(wished, first.cookie);
    expect(second.asked.get('acr_values')).toBe('https://refeds.org/profile/mfa');
    expect((await rolesOf(second.cookie)).text).toContain('roles: 0');

    amr = ['fed', 'otp'];
    const own = await signIn(wished, second.cookie);
    expect((await rolesOf(own.cookie)).text).toContain('roles: 1');
    amr = ['pwd'];
    expect((await rolesOf((await signIn('/sign-in')).cookie)).text).toContain('roles: 1');
    // Nobody without a role is sent anywhere.
    [amr, roles] = [['fed'], []];
    expect((await rolesOf((await signIn('/sign-in')).cookie)).text).toContain('roles: 0');
  });
});
