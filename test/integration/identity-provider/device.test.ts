import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  registerClient,
  signInAt,
  tokenRequest,
  userinfo,
} from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

let database: FreshDatabase;
let provider: IdentityProvider;
let television: RegisteredClient;
let person: Browser;
const clock = { ms: 0 };
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const arranged = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, {
    instances: 2,
    clock: { now: () => new Date(Date.now() + clock.ms) },
    settings: { CAMPUS_TRUST_PROXY: '127.0.0.1,::1' },
  });
  who = { login: arranged.eppn, password: 'пароль у телевизора' };
  await provider.api('PUT', `/api/v1/accounts/${arranged.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  television = await registerClient(provider, {
    client_name: 'Lecture screen',
    'client_name#ru': 'Экран в аудитории',
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    redirect_uris: [],
    grant_types: [deviceGrant, 'refresh_token'],
  });
  const lms = await registerClient(provider);
  person = new Browser();
  await signInAt(person, authorizationRequest(provider.issuer, lms), lms, who);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

type Waiting = { device_code: string; user_code: string; verification_uri: string; verification_uri_complete: string };

async function device(): Promise<Waiting> {
  const response = await fetch(`${provider.issuer}/device/auth`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: television.client_id, scope: 'openid profile' }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Waiting;
}

type Polled = { readonly status: number; readonly error?: string; readonly access_token?: string };

async function poll({ device_code }: Waiting, at = provider.issuer): Promise<Polled> {
  const response = await tokenRequest(at, television, { grant_type: deviceGrant, device_code });
  return { ...((await response.json()) as object), status: response.status };
}

const xsrfOf = (page: string) => /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** Enters a code; the page that comes then. */
async function enter(browser: Browser, userCode: string, form: Record<string, string> = {}) {
  const start = await browser.get(`${provider.issuer}/device`);
  const response = await browser.post(`${provider.issuer}/device`, {
    xsrf: xsrfOf(await start.text()),
    user_code: userCode,
    ...form,
  });
  const { response: end } = await browser.follow(response, 'nowhere:');
  return { status: end.status, text: await end.text() };
}

describe('a device without a browser', () => {
  it('is signed in by somebody who enters its code elsewhere, and gets its tokens once', async () => {
    const waiting = await device();
    expect(await poll(waiting)).toMatchObject({ status: 400, error: 'authorization_pending' });
    const asked = await enter(person.clone(), waiting.user_code.toLowerCase().replace('-', ' '));
    expect(asked.text).toContain(waiting.user_code);
    expect(asked.text).toContain('Экран в аудитории');
    clock.ms += 6_000;
    expect(await poll(waiting)).toMatchObject({ error: 'authorization_pending' });

    const done = await enter(person.clone(), waiting.user_code, { confirm: 'yes' });
    expect(done.text).toContain('Готово');
    const tokens = await poll(waiting, provider.instances[1]);
    expect(tokens).toMatchObject({ status: 200, refresh_token: expect.any(String), id_token: expect.any(String) });
    expect((await userinfo(provider.issuer, tokens.access_token!)).status).toBe(200);
    expect(await poll(waiting)).toMatchObject({ status: 400, error: 'invalid_grant' });
    // Whoever came second may be the thief: what the first one got is withdrawn.
    expect((await userinfo(provider.issuer, tokens.access_token!)).status).toBe(401);
  });

  it('that asks too often is told to slow down, each time by five seconds more, on whichever instance', async () => {
    const waiting = await device();
    const asks = async (n: number) => (await poll(waiting, provider.instances[n % 2])).error;
    expect(await asks(0)).toBe('authorization_pending');
    expect(await asks(1)).toBe('slow_down');
    // Ten seconds from there on, and not five.
    clock.ms += 6_000;
    expect(await asks(0)).toBe('slow_down');
    clock.ms += 14_000;
    expect(await asks(1)).toBe('slow_down');
    clock.ms += 20_500;
    expect(await asks(0)).toBe('authorization_pending');
    // It stays that slow, and no device is made to wait for more than a minute.
    clock.ms += 6_000;
    expect(await asks(1)).toBe('slow_down');
    for (let n = 0; n < 12; n += 1) expect(await asks(n)).toBe('slow_down');
    clock.ms += 60_000;
    expect(await asks(0)).toBe('authorization_pending');
    // Somebody has agreed meanwhile: the answer waits for nobody's pace.
    await enter(person.clone(), waiting.user_code, { confirm: 'yes' });
    expect(await poll(waiting)).toMatchObject({ status: 200 });
  });

  it('polled a hundred times at once over two instances gets its tokens once', async () => {
    const waiting = await device();
    await enter(person.clone(), waiting.user_code, { confirm: 'yes' });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => poll(waiting, provider.instances[n % provider.instances.length])),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map((one) => one.error))).toEqual(
      new Set(['invalid_grant']),
    );
  });

  it('is told when somebody says no', async () => {
    const waiting = await device();
    expect((await enter(person.clone(), waiting.user_code, { abort: 'yes' })).text).toContain('Вход отменён');
    expect(await poll(waiting)).toMatchObject({ status: 400, error: 'access_denied' });
  });

  it('waits while whoever entered the code signs in first', async () => {
    const waiting = await device();
    const browser = new Browser();
    const start = await browser.get(`${provider.issuer}/device`);
    const response = await browser.post(`${provider.issuer}/device`, {
      xsrf: xsrfOf(await start.text()),
      user_code: waiting.user_code,
      confirm: 'yes',
    });
    const { url } = await browser.follow(response, 'nowhere:');
    expect(new URL(url).pathname).toMatch(/^\/interaction\//);
    const signedIn = await browser.post(url, { university: '', login: who.login, password: who.password });
    const { response: end } = await browser.follow(signedIn, 'nowhere:');
    expect(await end.text()).toContain('Экран в аудитории');
    expect(await poll(waiting)).toMatchObject({ status: 200 });
  });

  it('of one code serves one browser, whoever presses first', async () => {
    const waiting = await device();
    const browser = person.clone();
    const xsrf = xsrfOf(await (await browser.get(`${provider.issuer}/device`)).text());
    const form = { xsrf, user_code: waiting.user_code, confirm: 'yes' };
    const ends = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const response = await browser.clone().post(`${provider.issuer}/device`, form);
        return { text: await response.text() };
      }),
    );
    expect(ends.filter(({ text }) => text.includes('Готово'))).toHaveLength(1);
    expect(await poll(waiting)).toMatchObject({ status: 200 });
  });
});

describe('the page where a code is entered', () => {
  it('with the code in its address asks for a press, in either language, without script', async () => {
    const waiting = await device();
    const page = await (await person.clone().get(waiting.verification_uri_complete)).text();
    expect(page).toContain(`value="${waiting.user_code}"`);
    expect(page).not.toContain('onload');
    expect(await poll(waiting)).toMatchObject({ error: 'authorization_pending' });
    const english = await (await person.clone().get(`${waiting.verification_uri}?lang=en`)).text();
    expect(english).toContain('Sign in on another device');
  });

  it('takes nothing from another site, nor without its own form', async () => {
    const waiting = await device();
    const browser = person.clone();
    const forged = await browser.post(
      `${provider.issuer}/device`,
      { user_code: waiting.user_code, confirm: 'yes' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(forged.status).toBe(403);
    const bare = await browser.post(`${provider.issuer}/device`, { user_code: waiting.user_code, confirm: 'yes' });
    expect(bare.status).toBeGreaterThanOrEqual(400);
    expect(await poll(waiting)).toMatchObject({ error: 'authorization_pending' });
  });

  it('counts the addresses of one network together, as our own proxy names them', async () => {
    const browser = person.clone();
    const guess = async (n: number, headers: Record<string, string>) => {
      const page = await browser.get(`${provider.issuer}/device`);
      const form = { xsrf: xsrfOf(await page.text()), user_code: `ZZZZ-YY${'BCDFGHJKLMNPQRSTVWXZ'[n % 20]}Z` };
      return (await browser.post(`${provider.issuer}/device`, form, headers)).status;
    };
    const answers: number[] = [];
    for (let n = 0; n < 52; n += 1)
      // The first address is the stranger's own word; the second the one that our proxy saw.
      answers.push(await guess(n, { 'x-forwarded-for': `198.51.100.${n}, 2001:db8:7:7::${n.toString(16)}` }));
    expect(answers.filter((status) => status === 429)).toHaveLength(1);
    expect(await guess(0, { 'x-forwarded-for': '2001:db8:7:8::1' })).toBe(422);
  });

  it('stops a network that guesses, codes that are right included', async () => {
    const waiting = await device();
    const browser = person.clone();
    const page = await (await browser.get(`${provider.issuer}/device`)).text();
    let xsrf = xsrfOf(page);
    const guess = async (user_code: string) => {
      const response = await browser.post(`${provider.issuer}/device`, { xsrf, user_code });
      const text = await response.text();
      xsrf = xsrfOf(text) || xsrf;
      return response.status;
    };
    const answers: number[] = [];
    for (let n = 0; n < 52; n += 1) answers.push(await guess(`ZZZZ-ZZ${'BCDFGHJKLMNPQRSTVWXZ'[n % 20]}Z`));
    expect(new Set(answers.slice(0, 51))).toEqual(new Set([422]));
    expect(answers[51]).toBe(429);
    expect((await enter(person.clone(), waiting.user_code, { confirm: 'yes' })).status).toBe(429);
  });
});
