import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { beginSignIn, follow, openAccount, withoutQuery } from './factor-flows.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const password = 'кедр-и-багульник 7';
let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let university: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];

beforeAll(async () => {
  database = await freshDatabase();
  university = (await arrangeUniversities(database.admin)).tpu;
  provider = await startIdentityProviders(database, {
    settings: { CAMPUS_TRUST_PROXY: 'loopback', CAMPUS_SIGN_IN_SOURCE_FAILURES_MAX: '100' },
  });
  client = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function somebody(): Promise<ArrangedPerson> {
  const person = await arrangePerson(database.admin, { university });
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
  return person;
}

/** One attempt in a browser, from an address as a proxy in front of us reports it. */
async function attempt(browser: Browser, login: string, tried: string, from: string): Promise<Response> {
  const page = await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client));
  const form = { university: '', login, password: tried };
  return browser.post(withoutQuery(page), form, { 'x-forwarded-for': from });
}

/** A browser in which somebody signed in once; its session is gone, the browser is known. */
async function browserOf(login: string, form: Record<string, string> = {}): Promise<Browser> {
  const browser = new Browser();
  const page = await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client));
  const done = await browser.post(withoutQuery(page), { university: '', login, password, ...form });
  await follow(provider, browser, done);
  const later = new Browser();
  const known = browser.cookie('campus_known');
  if (known !== undefined) later.setCookie('campus_known', known);
  return later;
}

describe('while strangers fail a thousand times', () => {
  it('the owner signs in from the browser that his account knows; a new browser waits, and no longer than a while', async () => {
    const owner = await somebody();
    const own = await browserOf(owner.eppn);
    const stranger = new Browser();
    const page = withoutQuery(await beginSignIn(provider, stranger, authorizationRequest(provider.issuer, client)));
    const statuses = new Map<number, number>();
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          const from = { 'x-forwarded-for': `10.${round}.${n}.7` };
          const form = { university: '', login: owner.eppn, password: `догадка ${round} ${n}` };
          return (await stranger.post(page, form, from)).status;
        }),
      );
      for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.values()].reduce((sum, one) => sum + one)).toBe(1_000);
    expect(statuses.get(429)).toBeGreaterThanOrEqual(900);
    expect([...statuses.keys()].filter((status) => ![422, 429].includes(status))).toEqual([]);

    expect((await attempt(new Browser(), owner.eppn, password, '192.0.2.9')).status).toBe(429);
    expect((await attempt(own, owner.eppn, 'описка', '10.1.1.7')).status).toBe(422);
    expect((await attempt(own, owner.eppn, password, '10.1.1.7')).status).toBe(303);
  });

  it('nothing tells a name that is there from one that is not: neither before the limit nor behind it', async () => {
    const owner = await somebody();
    const bodies = async (login: string, network: string) => {
      const browser = new Browser();
      const page = withoutQuery(await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client)));
      const answers: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const form = { university: '', login, password: 'догадка' };
        const response = await browser.post(page, form, { 'x-forwarded-for': `${network}.1` });
        const body = (await response.text()).replaceAll(new URL(page).pathname, '/…').replaceAll(login, '…');
        answers.push(`${response.status} ${response.headers.get('retry-after') !== null} ${body}`);
      }
      return answers;
    };
    const [there, not] = [await bodies(owner.eppn, '198.51.100'), await bodies('nobody.at.all@tpu.ru', '198.51.101')];
    expect(there.at(-1)).toMatch(/^429 true/);
    expect(not).toEqual(there);
  });
});

describe('a known browser', () => {
  it('has a limit of its own: whoever stole it guesses no more than others', async () => {
    const owner = await somebody();
    const own = await browserOf(owner.eppn);
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) statuses.push((await attempt(own, owner.eppn, 'догадка', '192.0.2.20')).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 422));
    expect(statuses.at(-1)).toBe(429);
    // Strangers, among them the owner elsewhere, are counted apart.
    expect((await attempt(new Browser(), owner.eppn, password, '192.0.2.21')).status).toBe(303);
  });

  it('is known to the accounts that signed in there, and to no other', async () => {
    const [anna, boris] = [await somebody(), await somebody()];
    const hers = await browserOf(anna.eppn);
    for (let n = 0; n < 10; n += 1) await attempt(hers, boris.eppn, `догадка ${n}`, '192.0.3.1');
    expect((await attempt(hers, boris.eppn, password, '192.0.3.1')).status).toBe(429);
    expect((await attempt(hers, anna.eppn, password, '192.0.3.1')).status).toBe(303);
  });

  it('changes its name when somebody else signs in there: a planted cookie opens nothing', async () => {
    const [thief, owner] = [await somebody(), await somebody()];
    const planted = await browserOf(thief.eppn);
    const value = planted.cookie('campus_known')!;
    const done = await attempt(planted, owner.eppn, password, '192.0.4.1');
    await follow(provider, planted, done);
    expect(planted.cookie('campus_known')).not.toBe(value);
    const { rows } = await database.admin.raw<{ rows: { people: string[] }[] }>(
      'select array_agg(person_id::text order by person_id) as people from identity_provider.known_browsers group by id_hash having count(*) = 2',
    );
    expect(rows.map((row) => row.people)).toContainEqual([thief.personId, owner.personId].toSorted());
  });

  it('is none where somebody said that the computer is public, or never finished', async () => {
    const owner = await somebody();
    expect((await browserOf(owner.eppn, { shared: 'yes' })).cookie('campus_known')).toBeUndefined();
    expect((await browserOf(owner.eppn, { password: 'не тот' })).cookie('campus_known')).toBeUndefined();
    expect((await browserOf(owner.eppn)).cookie('campus_known')).toBeDefined();
  });

  it('is forgotten with the password, but for the one in which the owner changed it', async () => {
    const owner = await somebody();
    await browserOf(owner.eppn);
    const here = new Browser();
    await openAccount(provider, here, { login: owner.eppn, password });
    const count = async () => {
      const { rows } = await database.admin.raw<{ rows: { count: number }[] }>(
        'select count(*)::int as count from identity_provider.known_browsers where person_id = ?',
        [owner.personId],
      );
      return rows[0]!.count;
    };
    expect(await count()).toBe(2);
    const path = `${provider.issuer}/account/security/password`;
    const changed = await here.post(path, { username: '', present: password, next: 'сойка ворует жёлуди' });
    expect(changed.headers.get('location')).toContain('passwordChanged');
    expect(await count()).toBe(1);
    await provider.api('PUT', `/api/v1/accounts/${owner.personId}/password`, 'accounts.write', { password });
    expect(await count()).toBe(0);
  });
});
