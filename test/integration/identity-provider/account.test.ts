import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { closeDueAccounts } from '../../../services/identity-provider/src/use-cases/close-account.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient, signInAt } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { startApplications, type ToldApplications } from './told-applications.ts';

let database: FreshDatabase;
let db: Db;
let provider: IdentityProvider;
let applications: ToldApplications;
let person: ArrangedPerson;
let other: ArrangedPerson;
let lms: RegisteredClient;

const password = 'мой собственный кабинет 42';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  applications = await startApplications();
  const { tpu } = await arrangeUniversities(database.admin);
  [person, other] = [
    await arrangePerson(database.admin, { university: tpu }),
    await arrangePerson(database.admin, { university: tpu }),
  ];
  provider = await startIdentityProviders(database);
  for (const one of [person, other])
    await provider.api('PUT', `/api/v1/accounts/${one.personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider, {
    client_name: 'LMS of the test',
    backchannel_logout_uri: applications.address('/lms'),
    post_logout_redirect_uris: ['http://localhost:9/after'],
  });
});

afterAll(async () => {
  await provider?.stop();
  await applications?.close();
  await database?.drop();
});

/** A browser that says what it is. */
class NamedBrowser extends Browser {
  readonly #agent: string;
  constructor(agent: string) {
    super();
    this.#agent = agent;
  }
  override get(url: string, headers: Record<string, string> = {}) {
    return super.get(url, { 'user-agent': this.#agent, 'accept-language': 'en', ...headers });
  }
  override post(url: string, form: Record<string, string>, headers: Record<string, string> = {}) {
    return super.post(url, form, { 'user-agent': this.#agent, 'accept-language': 'en', ...headers });
  }
}

async function signedIn(agent = firefox, who = person): Promise<Browser> {
  const browser = new NamedBrowser(agent);
  await signInAt(browser, authorizationRequest(provider.issuer, lms), lms, { login: who.eppn, password });
  return browser;
}
const read = async (browser: Browser, place: string) => {
  const { response } = await browser.follow(await browser.get(`${provider.issuer}${place}`), 'nowhere:');
  return response.text();
};
const isIn = async (browser: Browser) => (await browser.get(`${provider.issuer}/account`)).status === 200;
const handlesOf = (page: string) => [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, handle]) => handle!);
const noticesOf = async (who: ArrangedPerson) =>
  (
    await database.admin.raw<{ rows: { kind: string; details: unknown }[] }>(
      'select kind, details from identity_provider.notices where person_id = ? order by id',
      [who.personId],
    )
  ).rows;

describe('sign-ins and devices', () => {
  it('are named by what one recognises them by; any is ended, and nobody else’s', async () => {
    const [here, phone, stranger] = [await signedIn(), await signedIn(iphone), await signedIn(firefox, other)];
    const page = await read(here, '/account/sessions');
    expect(page).toContain('Firefox, Windows');
    expect(page).toContain('Safari, iOS');
    expect(page).toContain('LMS of the test');
    expect(page).toContain('This one');
    const [handle, ...rest] = handlesOf(page);
    expect(rest).toEqual([]);

    const end = (browser: Browser) => browser.post(`${provider.issuer}/account/sessions/end`, { session: handle! });
    expect((await end(stranger)).headers.get('location')).toBe('/account/sessions?done=gone');
    expect(await isIn(phone)).toBe(true);
    applications.received.length = 0;
    expect((await end(here)).headers.get('location')).toBe('/account/sessions?done=ended');
    expect([await isIn(here), await isIn(phone), await isIn(stranger)]).toEqual([true, false, true]);
    await until('the application is told', () => applications.received.length === 1);
    expect((await end(here)).headers.get('location')).toBe('/account/sessions?done=gone');
  });

  it('all but this one are ended at once, told of, and on record', async () => {
    const [here, ...others] = [await signedIn(), await signedIn(iphone), await signedIn(iphone)];
    const answer = await here!.post(`${provider.issuer}/account/sessions/end-others`, {});
    expect(answer.headers.get('location')).toMatch(/^\/account\/sessions\?done=others&count=[2-9]/);
    expect(await Promise.all([here!, ...others].map(isIn))).toEqual([true, false, false]);
    expect((await noticesOf(person)).at(-1)).toMatchObject({ kind: 'sessions-ended' });
    const { rows } = await database.admin.raw<{ rows: { actor: string }[] }>(
      `select actor from directory.audit_trail where action = 'session.ended' and subject = ? order by at desc limit 1`,
      [`person:${person.personId}`],
    );
    expect(rows[0]!.actor).toBe(`person:${person.personId}`);
  });

  it('on a browser that was not seen before are told of, and the very first is not', async () => {
    const browser = await signedIn(firefox, other);
    await browser.get(`${provider.issuer}/session/end`);
    const kinds = async () => (await noticesOf(other)).filter(({ kind }) => kind === 'new-device');
    const before = (await kinds()).length;
    // The same browser once more, signing in anew.
    const request = authorizationRequest(provider.issuer, lms, { prompt: 'login' });
    await signInAt(browser, request, lms, { login: other.eppn, password });
    expect(await kinds()).toHaveLength(before);
    await signedIn(iphone, other);
    expect((await kinds()).at(-1)).toEqual({ kind: 'new-device', details: { device: 'Safari, iOS' } });
    const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from identity_provider.devices where person_id = ?`,
      [other.personId],
    );
    // One for each browser that ever signed in, and none of the first was news.
    expect((await kinds()).length).toBe(rows[0]!.n - 1);
  });
});

describe('one’s own pages', () => {
  it('tell what happened, to its owner alone', async () => {
    const here = await signedIn();
    const page = await read(here, '/account/activity');
    expect(page).toContain('Signed in to LMS of the test');
    expect(page).toContain('You ended a sign-in');
    expect(page).toContain('password');
    const stranger = await read(await signedIn(firefox, other), '/account/activity');
    expect(stranger).not.toContain('You ended a sign-in');
  });

  it('speak the language that was chosen, from then on', async () => {
    const here = await signedIn();
    await here.post(`${provider.issuer}/account/language`, { language: 'ru' });
    expect(await read(here, '/account')).toContain('<html lang="ru"');
    const elsewhere = await signedIn(iphone);
    expect(await read(elsewhere, '/account')).toContain('<html lang="ru"');
    await here.post(`${provider.issuer}/account/language`, { language: 'en' });
    expect(await read(here, '/account?saved=yes')).toContain('The language is saved');
  });

  it('let it be closed after a time to think, and kept until then', async () => {
    const [here, elsewhere] = [await signedIn(firefox, other), await signedIn(iphone, other)];
    const close = (form: Record<string, string>) => here.post(`${provider.issuer}/account/close`, form);
    const closings = async () => {
      const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
        `select count(*)::int as n from directory.audit_trail where action = 'account.closed' and subject = ?`,
        [`person:${other.personId}`],
      );
      return rows[0]!.n;
    };
    expect((await close({})).status).toBe(422);
    expect((await close({ sure: 'yes' })).status).toBe(303);
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
    expect(await closeDueAccounts(db)).toBe(0);
    expect(await read(here, '/account')).toContain('The account will be closed on');
    await here.post(`${provider.issuer}/account/close/keep`, {});
    expect(await read(here, '/account')).not.toContain('The account will be closed on');

    await close({ sure: 'yes' });
    await database.admin.raw(
      `update identity_provider.account_closings set asked_at = now() - interval '15 days', effective_at = now()`,
    );
    // The service's own job may come by at this very moment: whoever of the three it is, it is closed once.
    const counts = await Promise.all([closeDueAccounts(db), closeDueAccounts(db)]);
    expect(counts.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(1);
    await until('the account is closed', async () => (await closings()) === 1);
    expect(await isIn(here)).toBe(false);
    await expect(signedIn(firefox, other)).rejects.toThrow('not signed in');
    // The university opens it again.
    await provider.api('PUT', `/api/v1/accounts/${other.personId}/state`, 'accounts.write', { state: 'active' });
    expect(await isIn(await signedIn(firefox, other))).toBe(true);
  });
});

describe('the page after signing out', () => {
  const signOut = async (browser: Browser) => {
    const page = await (await browser.get(`${provider.issuer}/session/end`)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!;
    const done = await browser.post(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    return browser.follow(done, 'nowhere:');
  };

  it('says how many services were told, and which', async () => {
    applications.answers.delete('/lms');
    const { url, response } = await signOut(await signedIn());
    expect(url).toBe(`${provider.issuer}/signed-out`);
    expect(response.headers.get('refresh')).toBeNull();
    const page = await response.text();
    expect(page).toMatch(/Told 1 of 1 services in \d+\.\d s/);
    expect(page).toContain('LMS of the test');
  });

  it('says plainly what does not answer and what cannot be told', async () => {
    const deaf = await registerClient(provider, { client_name: 'Deaf service' });
    applications.answers.set('/lms', 500);
    const browser = await signedIn();
    await signInAt(browser, authorizationRequest(provider.issuer, deaf), deaf, { login: person.eppn, password });
    const page = await (await signOut(browser)).response.text();
    expect(page).toContain('Told 0 of 2 services');
    expect(page).toContain('does not answer, trying again');
    expect(page).toContain('cannot be told: close it yourself');
  });

  it('renews itself while applications are being told', async () => {
    applications.answers.set('/lms', 'hang');
    const browser = await signedIn();
    const { response } = await signOut(browser);
    expect(response.headers.get('refresh')).toBe('3; url=/signed-out');
    expect(await response.text()).toContain('being told');
    await until('it is plain that it does not answer', async () => {
      const later = await browser.get(`${provider.issuer}/signed-out`);
      return later.headers.get('refresh') === null && (await later.text()).includes('does not answer, trying again');
    });
    applications.answers.delete('/lms');
  });

  it('tells a stranger nothing', async () => {
    const browser = await signedIn();
    await signOut(browser);
    expect(await (await new Browser().get(`${provider.issuer}/signed-out`)).text()).not.toContain('LMS of the test');
    const guessed = new Browser();
    guessed.setCookie('campus_receipt', 'x'.repeat(43));
    expect(await (await guessed.get(`${provider.issuer}/signed-out`)).text()).not.toContain('LMS of the test');
  });
});
