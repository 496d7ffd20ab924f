import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { describeWithRedis, redisUrl } from '../../support/redis.ts';
import { Browser } from './browser.ts';
import { beginSignIn, follow, sendPassword, withoutQuery } from './factor-flows.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  type Request,
  redeem,
  registerClient,
  signInAt,
} from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const password = 'кедр-и-багульник 7';
let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let anna: ArrangedPerson;
let boris: ArrangedPerson;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  provider = await startIdentityProviders(database);
  client = await registerClient(provider);
  [anna, boris] = [
    await arrangePerson(database.admin, { university: tpu }),
    await arrangePerson(database.admin, { university: tpu }),
  ];
  for (const { personId } of [anna, boris]) {
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  }
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const whoIs = (person: ArrangedPerson) => ({ login: person.eppn, password });

/** Everything that the short-lived store holds of this test's sign-ins is gone, as after a restart without persistence. */
async function loseInteractions(): Promise<void> {
  const redis = new Redis(redisUrl!);
  const names = await redis.keys(`${provider.ephemeralPrefix}:oidc:Interaction:*`);
  if (names.length > 0) await redis.del(...names);
  redis.disconnect();
}

/** The one link of the page that says that the sign-in is lost. */
async function onePress(browser: Browser, response: Response): Promise<Response> {
  const page = await response.text();
  const href = page.match(/href="(\/interaction\/[^"]+\/again)"/)?.[1];
  if (href === undefined) throw new Error(`a dead end: ${response.status}\n${page}`);
  return browser.get(`${provider.issuer}${href}`);
}

async function subjectAt(url: string, request: Request): Promise<string | undefined> {
  const callback = new URL(url);
  expect(callback.searchParams.get('state')).toBe(request.state);
  const response = await redeem(provider.issuer, client, callback.searchParams.get('code')!, request.verifier);
  const { id_token } = (await response.json()) as { id_token: string };
  return (JSON.parse(Buffer.from(id_token.split('.')[1]!, 'base64url').toString()) as { sub: string }).sub;
}

describeWithRedis('a sign-in whose page is lost', () => {
  it('goes on with one press and the application’s own request, when it is looked at and when it is sent', async () => {
    for (const lostAt of ['get', 'post'] as const) {
      const browser = new Browser();
      const request = authorizationRequest(provider.issuer, client);
      const page = withoutQuery(await beginSignIn(provider, browser, request));
      await loseInteractions();
      const form = { university: '', ...whoIs(anna) };
      const lost = lostAt === 'get' ? await browser.get(page) : await browser.post(page, form);
      expect(lost.status).toBe(400);
      const anew = await follow(provider, browser, await onePress(browser, lost));
      expect(anew.url).toContain('/interaction/');
      const done = await sendPassword(provider, browser, anew.url, whoIs(anna));
      expect(await subjectAt(done.url, request)).toBe(anna.referenceId);
    }
  });

  it('goes on where the session changed in another tab meanwhile', async () => {
    const browser = new Browser();
    const first = authorizationRequest(provider.issuer, client, { prompt: 'login' });
    await signInAt(browser, authorizationRequest(provider.issuer, client), client, whoIs(anna));
    const page = withoutQuery(await beginSignIn(provider, browser, first));
    // Another tab: out, and in again as somebody else.
    const out = await browser.get(`${provider.issuer}/session/end`);
    const xsrf = (await out.text()).match(/name="xsrf" value="([^"]+)"/)![1]!;
    await browser.post(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    await signInAt(browser, authorizationRequest(provider.issuer, client), client, whoIs(boris));

    let present = await follow(provider, browser, await browser.post(page, { university: '', ...whoIs(anna) }));
    if (!present.url.startsWith(client.redirect_uri)) {
      const anew = await follow(provider, browser, await onePress(browser, present.response));
      present = await sendPassword(provider, browser, anew.url, whoIs(anna));
    }
    expect(await subjectAt(present.url, first)).toBe(anna.referenceId);
  });

  it('leads on at the engine’s own address as well', async () => {
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, client);
    const page = withoutQuery(await beginSignIn(provider, browser, request));
    await loseInteractions();
    const lost = await browser.get(page.replace('/interaction/', '/auth/'));
    expect(lost.status).toBe(400);
    expect((await follow(provider, browser, await onePress(browser, lost))).url).toContain('/interaction/');
  });

  it('of one tab is not taken for that of another', async () => {
    const browser = new Browser();
    const other = await registerClient(provider);
    const [one, two] = [authorizationRequest(provider.issuer, client), authorizationRequest(provider.issuer, other)];
    const first = withoutQuery(await beginSignIn(provider, browser, one));
    await beginSignIn(provider, browser, two);
    await loseInteractions();
    const again = await onePress(browser, await browser.get(first));
    expect(new URL(again.headers.get('location')!, provider.issuer).searchParams.get('state')).toBe(one.state);
  });
});

describe('the request that a browser keeps', () => {
  it('says nothing to whoever reads it, opens for its own sign-in alone, and is nobody else’s to make', async () => {
    const browser = new Browser();
    const page = withoutQuery(await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client)));
    const other = new Browser();
    const elsewhere = withoutQuery(await beginSignIn(provider, other, authorizationRequest(provider.issuer, client)));
    const sealed = browser.cookie('campus_again')!;
    expect(sealed).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    for (const forged of [sealed, `${sealed.slice(0, -2)}AA`, 'client_id=x', 'v1.a.b.c']) {
      const visitor = new Browser();
      visitor.setCookie('campus_again', forged);
      const answer = await visitor.get(`${elsewhere}/again`);
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    }
    const own = new Browser();
    own.setCookie('campus_again', sealed);
    expect((await own.get(`${page}/again`)).status).toBe(303);
    expect(await (await new Browser().get(page)).text()).not.toContain('/again"');
  });
});

describe('two people at one browser', () => {
  it('the second is told who is there, and with him the first one is signed out of it', async () => {
    const browser = new Browser();
    await signInAt(browser, authorizationRequest(provider.issuer, client), client, whoIs(anna));
    const request = authorizationRequest(provider.issuer, client, { prompt: 'login', domain_hint: 'tpu.ru' });
    const url = await beginSignIn(provider, browser, request);
    expect(await (await browser.get(url)).text()).toContain('В этом браузере уже вошли: Семёнова Анна');
    const done = await sendPassword(provider, browser, url, whoIs(boris));
    expect(await subjectAt(done.url, request)).toBe(boris.referenceId);
    const { rows } = await database.admin.raw<{ rows: { open: number }[] }>(
      'select count(*)::int as open from identity_provider.sessions where account_id = ? and ended_at is null',
      [anna.referenceId],
    );
    expect(rows[0]!.open).toBeLessThanOrEqual(3);
  });

  it('at a public computer leave nothing behind that outlives the browser', async () => {
    const browser = new Browser();
    const page = withoutQuery(await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client)));
    const form = { university: '', ...whoIs(anna), shared: 'yes' };
    const finished = await browser.post(page, form);
    const resumed = await browser.get(new URL(finished.headers.get('location')!, page).href);
    const session = resumed.headers.getSetCookie().find((line) => line.startsWith('campus_session='))!;
    expect(session).toBeDefined();
    expect(session).not.toMatch(/expires|max-age/i);
  });
});
