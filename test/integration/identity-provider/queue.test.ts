import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
const password = 'пароль для очереди';
const logins: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  provider = await startIdentityProviders(database, { settings: { CAMPUS_PASSWORD_QUEUE_MAX: '2' } });
  for (let n = 0; n < 2; n += 1) {
    const person = await arrangePerson(database.admin, { university: tpu });
    logins.push(person.eppn);
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
  }
  client = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

describe('when more people sign in than can be hashed', () => {
  it('some are let in, the rest are told at once to come back, and tokens go on being given', async () => {
    const prepared = await Promise.all(
      Array.from({ length: 24 }, async (_, n) => {
        const browser = new Browser();
        const request = authorizationRequest(provider.issuer, client);
        const page = await browser.follow(await browser.get(request.url), client.redirect_uri);
        return { browser, url: page.url, login: n < 2 ? logins[n]! : `nobody-${n}@tpu.ru` };
      }),
    );
    const responses = await Promise.all([
      ...prepared.map(({ browser, url, login }) => browser.post(url, { university: '', login, password })),
      ...Array.from({ length: 5 }, () => provider.api('GET', '/api/v1/keys', 'keys.write')),
    ]);
    const statuses = responses.slice(0, 24).map((response) => response.status);
    expect(new Set(statuses.filter((status) => ![303, 422].includes(status)))).toEqual(new Set([503]));
    expect(statuses.filter((status) => status !== 503).length).toBeGreaterThanOrEqual(3);
    for (const response of responses.filter((one) => one.status === 503)) {
      expect(response.headers.get('retry-after')).not.toBeNull();
      // The same page, with what was typed but the password: one press tries again.
      const page = await response.text();
      expect(page).toContain('Сейчас входит очень много людей');
      expect(page).toMatch(/name="login"[^>]*value="[^"]+@tpu.ru"/);
      expect(page).not.toContain(password);
    }
    expect(responses.slice(24).map((response) => response.status)).toEqual([200, 200, 200, 200, 200]);
  });
});
