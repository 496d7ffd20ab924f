import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let browser: Browser;
let personId: string;
const password = 'письма никуда не идут';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff', roles: ['registrar'] });
  personId = person.personId;
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
  await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  browser = (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const at = (path: string) => `${provider.issuer}${path}`;
const count = async (table: string) => {
  const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from identity_provider.${table}`,
  );
  return rows[0]!.n;
};

describe('where nothing is mailed', () => {
  it('pages say so, offer nothing that waits for a letter, and show every notice', async () => {
    await database.admin.raw(`insert into identity_provider.notices (person_id, kind) values (?, 'totp-added')`, [
      personId,
    ]);
    const forgotten = await (await new Browser().get(at('/forgotten'))).text();
    expect(forgotten).toContain('Письма сейчас не отправляются');
    expect(forgotten).not.toContain('name="login"');
    expect((await new Browser().post(at('/forgotten'), { university: 'tpu', login: 'x' })).status).toBe(422);
    const addresses = await (await browser.get(at('/account/addresses'))).text();
    expect(addresses).not.toContain('name="address"');
    await browser.post(at('/account/addresses'), { address: 'anna@home.example' });
    expect(await (await browser.get(at('/console/tpu/invitations'))).text()).not.toContain('value="mail"');
    expect(await (await browser.get(at('/account/notices'))).text()).toContain('Включены одноразовые коды');
    expect([await count('password_requests'), await count('email_addresses'), await count('mails')]).toEqual([0, 0, 0]);
  });
});
