import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CountingProxy, postgresStatements, startCountingProxy } from '../../bench/counting-proxy.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { beginSignIn, follow, withoutQuery } from './factor-flows.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let proxy: CountingProxy;
let provider: IdentityProvider;
let client: RegisteredClient;
let people: ArrangedPerson[];
let university: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];
const password = 'пароль для очереди';

beforeAll(async () => {
  database = await freshDatabase();
  university = (await arrangeUniversities(database.admin)).tpu;
  const url = new URL(database.url('identity-provider'));
  proxy = await startCountingProxy(new URL(url), postgresStatements);
  [url.hostname, url.port] = ['127.0.0.1', String(proxy.port)];
  provider = await startIdentityProviders(database, {
    settings: { DATABASE_URL: url.href, CAMPUS_TRUST_PROXY: 'loopback', CAMPUS_PASSWORD_QUEUE_MAX: '4' },
  });
  people = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const person = await arrangePerson(database.admin, { university });
      await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
      return person;
    }),
  );
  client = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await proxy?.stop();
  await database?.drop();
});

type Prepared = { readonly browser: Browser; readonly page: string };

async function prepared(browser = new Browser()): Promise<Prepared> {
  return {
    browser,
    page: withoutQuery(await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client))),
  };
}

const send = ({ browser, page }: Prepared, login: string, tried: string, from: string) =>
  browser.post(page, { university: '', login, password: tried }, { 'x-forwarded-for': from });

type Answer = { readonly status: number; readonly atTheDoor: boolean };

/** Strangers who guess in a circle until they are stopped; it is under way when one was answered as `sign` says. */
async function flood(
  guessers: number,
  network: (n: number) => string,
  login = (guess: number) => `nobody-${guess}@tpu.ru`,
  sign = ({ status }: Answer) => status === 503,
) {
  const answers: Answer[] = [];
  let guessing = true;
  let guesses = 0;
  const all = await Promise.all(Array.from({ length: guessers }, () => prepared()));
  const guess = async (one: Prepared, n: number) => {
    while (guessing) {
      guesses += 1;
      const answer = await send(one, login(guesses), 'догадка', network(n));
      answers.push({ status: answer.status, atTheDoor: (await answer.text()).includes('name="again"') });
    }
  };
  const done = Promise.all(all.map(guess));
  while (!answers.some(sign)) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    stop: async () => {
      guessing = false;
      await done;
      return answers;
    },
  };
}

describe('when more people sign in than can be hashed', () => {
  it('some are let in, the rest are told to come back, with what they typed, and tokens go on being given', async () => {
    const all = await Promise.all(Array.from({ length: 60 }, () => prepared()));
    const responses = await Promise.all([
      ...all.map((one, n) => {
        const login = n < 2 ? people[n]!.eppn : `nobody-${n}@tpu.ru`;
        return send(one, login, password, `10.1.${n}.1`);
      }),
      ...Array.from({ length: 5 }, () => provider.api('GET', '/api/v1/keys', 'keys.write')),
    ]);
    const statuses = responses.slice(0, 60).map((response) => response.status);
    expect(new Set(statuses.filter((status) => ![303, 422].includes(status)))).toEqual(new Set([503]));
    expect(statuses.filter((status) => status !== 503).length).toBeGreaterThanOrEqual(5);
    for (const response of responses.slice(0, 60).filter((one) => one.status === 503)) {
      expect(response.headers.get('retry-after')).not.toBeNull();
      const page = await response.text();
      expect(page).toContain('Сейчас входит очень много людей');
      expect(page).toMatch(/name="login"[^>]*value="[^"]+@tpu.ru"/);
      expect(page).not.toContain(password);
    }
    expect(responses.slice(60).map((response) => response.status)).toEqual([200, 200, 200, 200, 200]);
  });

  it('the waiting page leads back to the form, with what was typed', async () => {
    const one = await prepared();
    const form = { again: 'yes', university: 'tpu', login: 'a.b', shared: 'yes' };
    const back = await one.browser.post(one.page, form);
    expect(back.status).toBe(200);
    const page = await back.text();
    expect(page).toMatch(/name="login"[^>]*value="a.b"/);
    expect(page).toMatch(/name="shared"[^>]*checked/);
    expect(page).toContain('name="password"');
    expect(page).not.toContain('class="alert');
  });

  it('the owner gets in from the browser that his account knows, while strangers of many networks fill the queue', async () => {
    const owner = people[2]!;
    const first = await prepared();
    await follow(provider, first.browser, await send(first, owner.eppn, password, '192.0.2.1'));
    const own = new Browser();
    own.setCookie('campus_known', first.browser.cookie('campus_known')!);
    const begun = await prepared(own);
    const attack = await flood(30, (n) => `10.2.${n}.1`);
    try {
      expect((await send(begun, owner.eppn, password, '10.2.0.1')).status).toBe(303);
    } finally {
      await attack.stop();
    }
  });

  it('whoever finds the queue full at the door is looked for in no store', async () => {
    // Hashes of another program that take long: what waits behind them waits surely.
    const slow = `$argon2id$v=19$m=131072,t=4,p=1$c2FsdHNhbHQ$${'A'.repeat(43)}`;
    const accounts = await Promise.all(
      Array.from({ length: 8 }, async () => ({
        login: (await arrangePerson(database.admin, { university })).eppn,
        hash: slow,
      })),
    );
    await provider.api('POST', '/api/v1/accounts/imported-passwords', 'accounts.write', { accounts });
    proxy.take();
    const attack = await flood(
      12,
      (n) => `10.4.${n}.1`,
      (guess) => accounts[guess % accounts.length]!.login,
      ({ atTheDoor }) => atTheDoor,
    );
    const answers = await attack.stop();
    const lookedUp = [...proxy.take()].find(([statement]) => statement.startsWith('with holders'))?.[1];
    const atTheDoor = answers.filter((answer) => answer.atTheDoor).length;
    expect(atTheDoor).toBeGreaterThan(0);
    expect(lookedUp).toBe(answers.length - atTheDoor);
  });

  it('one network cannot keep the queue: a stranger of another one is looked at', async () => {
    const owner = people[3]!;
    const begun = await prepared();
    const attack = await flood(30, () => '10.3.1.1');
    try {
      expect((await send(begun, owner.eppn, password, '192.0.2.3')).status).toBe(303);
    } finally {
      await attack.stop();
    }
  });
});
