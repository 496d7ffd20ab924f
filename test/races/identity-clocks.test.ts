import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import { Redis } from 'ioredis';
import { decodeJwt, importJWK, type JWK, SignJWT } from 'jose';
import { Browser } from '../integration/identity-provider/browser.ts';
import {
  addTotp,
  beginSignIn,
  codeFor,
  sendPassword,
  withoutQuery,
} from '../integration/identity-provider/factor-flows.ts';
import { isLetIn } from '../integration/identity-provider/factor-world.ts';
import { type FalseUpstream, startFalseUpstream } from '../integration/identity-provider/false-upstream.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  redeem,
  registerClient,
  signInAt,
  type Tokens,
  tokenRequest,
  userinfo,
} from '../integration/identity-provider/flows.ts';
import type { IdentityProvider } from '../integration/identity-provider/identity-provider.ts';
import { signInToOwnPages } from '../integration/identity-provider/own-pages.ts';
import { insertLiveUpstream } from '../integration/identity-provider/upstreams.ts';
import { startRedis } from '../setup/servers.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { startIdentityProcesses } from '../support/identity-processes.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { describeWithRedis } from '../support/redis.ts';

const off_seconds = 45;
const password = 'часы идут по-разному';
/** Places among the instances: the one whose clock is right, and those that are ahead and behind. */
const [right, ahead, behind] = [0, 1, 2];
const names = ['right', 'ahead', 'behind'];
/** Every pair of which one is right, and each with itself. */
const pairs = [
  [right, right],
  [right, ahead],
  [right, behind],
  [ahead, right],
  [behind, right],
  [ahead, ahead],
  [behind, behind],
].map(([from, to]) => [names[from!]!, names[to!]!, from!, to!] as const);

describeWithRedis('instances whose clocks are off by three quarters of a minute', () => {
  let folder: string;
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let person: ArrangedPerson;
  let confidential: RegisteredClient;
  let pocket: RegisteredClient;
  let upstream: FalseUpstream;
  let keys: { privateJwk: JWK; publicJwk: JWK };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-clocks-'));
    // Of its own: the processes have no prefix that would keep their keys apart.
    redis = await startRedis(folder);
    database = await freshDatabase();
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    person = await arrangePerson(database.admin, { university: tpu });
    const timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
    const clocks = [0, off_seconds * 1_000, -off_seconds * 1_000];
    provider = await startIdentityProcesses({ database, redisUrl: redis!.url }, clocks);
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    const grant_types = ['authorization_code', 'refresh_token'];
    confidential = await registerClient(provider, { grant_types });
    pocket = await registerClient(provider, { grant_types, token_endpoint_auth_method: 'none' });
    keys = await generateSigningKey('ES256', 'clock');
    await registerClient(provider, {
      client_id: 'keyed',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code', 'client_credentials'],
      scope: 'openid keys.write',
      jwks: { keys: [keys.publicJwk] },
      redirect_uris: ['http://localhost:9/keyed'],
    });
    upstream = await startFalseUpstream(timur.eppn);
    await insertLiveUpstream(database.admin, provider, { university: tsu, ...upstream });
  }, 120_000);
  afterAll(async () => {
    await provider?.stop();
    await upstream?.stop();
    await database?.drop();
    redis?.process.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const instance = (index: number) => provider.instances[index]!;
  const who = () => ({ login: person.eppn, password });
  const seconds = () => Math.floor(Date.now() / 1_000);

  it('tell their own time, or nothing here would mean anything', async () => {
    for (const [index, off] of [0, off_seconds, -off_seconds].entries()) {
      const token = await programToken(index);
      expect(Math.abs(decodeJwt(token).iat! - seconds() - off)).toBeLessThan(5);
    }
  });

  it.each(pairs)('what was begun where the clock is %s goes on where it is %s', async (_from, _to, from, to) => {
    for (const client of [confidential, pocket]) {
      const browser = new Browser();
      const request = authorizationRequest(instance(from), client);
      const code = (await signInAt(browser, request, client, who())).searchParams.get('code')!;
      const redeemed = await redeem(instance(to), client, code, request.verifier);
      expect(redeemed.status).toBe(200);
      const tokens = (await redeemed.json()) as Tokens;
      expect((await userinfo(instance(from), tokens.access_token)).status).toBe(200);
      expect((await userinfo(instance(to), tokens.access_token)).status).toBe(200);
      const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
      const refreshed = await tokenRequest(instance(from), client, form);
      expect(refreshed.status).toBe(200);
      const next = (await refreshed.json()) as Tokens;
      const again = await tokenRequest(instance(to), client, { ...form, refresh_token: next.refresh_token! });
      expect(again.status).toBe(200);
      // Silently at the other: the session is the same, and young enough.
      const silent = authorizationRequest(instance(to), client, { prompt: 'none', max_age: '120' });
      const answer = await browser.get(silent.url);
      expect(new URL(answer.headers.get('location')!).searchParams.get('code')).not.toBeNull();
      // A code that was used is used everywhere.
      expect((await redeem(instance(from), client, code, request.verifier)).status).toBe(400);
    }
  });

  it.each(pairs)('a token signed where the clock is %s opens our API where it is %s', async (_from, _to, from, to) => {
    const answer = await fetch(`${instance(to)}/api/v1/keys`, {
      headers: { authorization: `Bearer ${await programToken(from)}` },
    });
    expect(answer.status).toBe(200);
  });

  it.each([right, ahead, behind])('a code of a phone whose clock is right opens at instance %i', async (index) => {
    const owner = await arrangeOwner();
    const { browser } = await signInToOwnPages(provider, owner);
    // Three steps ago: what is typed later is not spent already.
    const secret = await addTotp(provider, browser, new Date(Date.now() - 30_000));
    const visitor = new Browser();
    const url = await beginSignIn(provider, visitor, authorizationRequest(provider.issuer, confidential));
    const page = await sendPassword(provider, visitor, url, owner);
    const place = new URL(withoutQuery(page.url)).pathname;
    const wrong = await visitor.post(`${instance(index)}${place}`, { code: codeFor(secret, new Date(), 5) });
    expect(wrong.status).toBe(422);
    const answer = await visitor.post(`${instance(index)}${place}`, { code: codeFor(secret) });
    expect(isLetIn(answer)).toBe(true);
  });

  it.each([right, ahead, behind])(
    'a client’s assertion is taken once, at instance %i, and not once it is over',
    async (index) => {
      const good = await assertion({});
      expect(await asked(index, good)).toBe(200);
      for (const other of [right, ahead, behind]) expect(await asked(other, good)).toBe(401);
      const now = seconds();
      // Over for everybody, and not yet begun for anybody, however the clocks go.
      expect(await asked(index, await assertion({ iat: now - 400, exp: now - 120 }))).toBe(401);
      expect(await asked(index, await assertion({ nbf: now + 120, exp: now + 300 }))).toBe(401);
    },
  );

  it.each([off_seconds, -off_seconds])('a client whose own clock is %i s off is believed', async (off) => {
    const now = seconds() + off;
    const own = { iat: now, nbf: now, exp: now + 60 };
    expect(await asked(right, await assertion(own))).toBe(200);
    const proof = await new SignJWT({ jti: randomUUID(), htm: 'POST', htu: `${provider.issuer}/token`, iat: now })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: bare(keys.publicJwk) })
      .sign(await importJWK(keys.privateJwk, 'ES256'));
    expect(await asked(right, await assertion(own), { dpop: proof })).toBe(200);
    expect(await asked(right, await assertion(own), { dpop: proof })).toBe(400);
    const { redirect_uri, ...query } = {
      client_id: 'keyed',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'http://localhost:9/keyed',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    };
    const request = await assertion({ ...own, ...query, redirect_uri, sub: undefined });
    const response = await new Browser().get(
      `${instance(right)}/auth?${new URLSearchParams({ client_id: 'keyed', request })}`,
    );
    expect(response.headers.get('location')).toContain('/interaction/');
  });

  it.each([right, ahead, behind])(
    'what was used at instance %i is remembered for as long as any would take it',
    async (index) => {
      const store = new Redis(redis!.url);
      const before = await store.keys('*ReplayDetection*');
      const exp = seconds() + 50;
      const jti = randomUUID();
      expect(await asked(index, await assertion({ jti, exp }))).toBe(200);
      const used = (await store.keys('*ReplayDetection*')).filter((name) => !before.includes(name));
      const lives = await Promise.all(used.map((name) => store.ttl(name)));
      store.disconnect();
      // The one that is behind believes it until 45 s after its end, and a minute is borne besides.
      expect(lives).toHaveLength(1);
      expect(lives[0]).toBeGreaterThanOrEqual(50 + 60 + off_seconds - 2);
    },
  );

  it.each([right, ahead, behind])(
    'a university whose clock is off is believed at instance %i, and its old word is not',
    async (index) => {
      for (const off of index === right ? [off_seconds, -off_seconds] : [0]) {
        const now = seconds() + off;
        upstream.tell({ claims: { iat: now, auth_time: now, exp: now + 5 } });
        expect(await letInBy(index, { prompt: 'login' })).toBe(true);
      }
      const old = seconds() - 600;
      upstream.tell({ claims: { iat: old, auth_time: old, exp: old + 300 } });
      expect(await letInBy(index)).toBe(false);
      upstream.tell({ claims: { auth_time: old } });
      expect(await letInBy(index, { prompt: 'login' })).toBe(false);
    },
  );

  async function programToken(index: number): Promise<string> {
    const operator = { client_id: 'operator', client_secret: provider.operatorSecret, redirect_uri: '' };
    const form = { grant_type: 'client_credentials', scope: 'keys.write' };
    return ((await (await tokenRequest(instance(index), operator, form)).json()) as Tokens).access_token;
  }

  async function arrangeOwner(): Promise<{ login: string; password: string }> {
    const { rows } = await database.admin.raw<{ rows: { university_id: string; slug: string }[] }>(
      `select id as university_id, slug from directory.universities where slug = 'tpu'`,
    );
    const university = { id: rows[0]!.university_id, slug: 'tpu', homeOrganization: 'tpu.ru', scopes: ['tpu.ru'] };
    const owner = await arrangePerson(database.admin, { university: university as never });
    await provider.api('PUT', `/api/v1/accounts/${owner.personId}/password`, 'accounts.write', { password });
    return { login: owner.eppn, password };
  }

  async function assertion(claims: Record<string, unknown>): Promise<string> {
    const now = seconds();
    const own = { iss: 'keyed', sub: 'keyed', aud: provider.issuer, jti: randomUUID(), iat: now, exp: now + 50 };
    return new SignJWT({ ...own, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'clock' })
      .sign(await importJWK(keys.privateJwk, 'ES256'));
  }

  /** Asks for a token as the issuer's own address, which a proof is made for. */
  function asked(index: number, client_assertion: string, headers: Record<string, string> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const { host } = new URL(provider.issuer);
      const sent = httpRequest(`${instance(index)}/token`, {
        method: 'POST',
        headers: { host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      });
      sent.on('error', reject);
      sent.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode!)));
      sent.end(
        new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'keys.write',
          client_id: 'keyed',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion,
        }).toString(),
      );
    });
  }

  async function letInBy(index: number, change: Record<string, string> = {}): Promise<boolean> {
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, confidential, { domain_hint: 'tsu.ru', ...change });
    // Each step at this instance, as where a balancer keeps a browser to one.
    let response = await browser.get(request.url.replace(provider.issuer, instance(index)));
    for (let hops = 0; hops < 10; hops += 1) {
      const location = response.headers.get('location');
      if (location === null) return false;
      const url = new URL(location, response.url).href.replace(provider.issuer, instance(index));
      if (url.startsWith(confidential.redirect_uri)) return url.includes('code=');
      response = await browser.get(url);
    }
    return false;
  }
});

function bare({ kty, crv, x, y }: JWK): JWK {
  return { kty, crv, x, y } as JWK;
}
