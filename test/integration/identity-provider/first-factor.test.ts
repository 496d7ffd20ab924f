import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffRole, University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { softAuthenticator } from '../../support/soft-authenticator.ts';
import type { Browser } from './browser.ts';
import { addPasskey } from './factor-flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

const password = 'верный пароль 1';

/** Whoever steals the password of somebody with a role would otherwise give himself the passkey that the console asks for. */
describe('the first factor of somebody with power', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let tpu: University;
  let tsu: University;
  let administrator: Browser;
  let foreign: Browser;

  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    administrator = await enter(await employ(tsu, ['administrator']));
    const other = await employ(tpu, ['administrator']);
    foreign = await enter(other);
    await provider.api('PUT', `/api/v1/consortium/officers/${other.personId}`, 'keys.write', undefined);
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  async function employ(university: University, roles: readonly StaffRole[]) {
    const person = await arrangePerson(database.admin, { university, affiliation: 'staff', roles });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    return person;
  }
  const enter = async ({ eppn }: ArrangedPerson) =>
    (await signInToOwnPages(provider, { login: eppn, password })).browser;
  const at = (path: string) => `${provider.issuer}${path}`;
  const security = (path: string) => at(`/account/security${path}`);
  const confirmation = async (browser: Browser) => (await browser.get(security('/confirmation'))).text();
  const numberIn = (page: string) => /class="code"[^>]*>(\d{6})</.exec(page)?.[1];
  const ask = async (browser: Browser) => {
    await browser.post(security('/confirmation'), {});
    return numberIn(await confirmation(browser));
  };
  const openRequest = async ({ personId }: ArrangedPerson) =>
    database.admin('identity_provider.consortium_requests').whereNull('outcome').where({ subject: personId }).first();
  const answer = async (browser: Browser, slug: string, id: string, form: Record<string, string>) => {
    const { headers, status } = await browser.post(at(`/console/${slug}/ways-in/requests/${id}`), form);
    const said = new URLSearchParams(headers.get('location')?.split('?')[1]);
    return said.get('done') ?? said.get('fault') ?? status;
  };
  const factors = async ({ personId }: ArrangedPerson) =>
    (await database.admin('identity_provider.passkeys').where({ person_id: personId })).length +
    (await database.admin('identity_provider.totp').where({ person_id: personId })).length;
  const authenticator = () => softAuthenticator({ origin: new URL(provider.issuer).origin });

  it('is not enrolled with a password alone, by whichever of the ways', async () => {
    const vera = await employ(tsu, ['librarian']);
    const browser = await enter(vera);
    for (const [method, path] of [
      ['get', '/passkeys/new'],
      ['post', '/passkeys/question'],
      ['post', '/passkeys'],
      ['post', '/totp/begin'],
      ['get', '/totp'],
      ['post', '/totp'],
    ] as const) {
      const response = method === 'get' ? await browser.get(security(path)) : await browser.post(security(path), {});
      expect([method, path, response.status]).toEqual([method, path, 403]);
      expect(await response.text()).toContain('второй человек');
    }
    expect(await factors(vera)).toBe(0);
    // Who has no power needs no one.
    const anna = await enter(await employ(tsu, []));
    expect((await anna.get(security('/passkeys/new'))).status).toBe(200);
    expect((await anna.get(security('/confirmation'))).headers.get('location')).toBe('/account/security/passkeys/new');
  });

  it('is enrolled where another administrator was told the number, in the browser that has shown it', async () => {
    const vera = await employ(tsu, ['administrator']);
    const [browser, thief] = [await enter(vera), await enter(vera)];
    const number = (await ask(browser))!;
    expect(number).toMatch(/^\d{6}$/);
    expect(numberIn(await confirmation(thief))).toBeUndefined();
    expect(await ask(thief)).toBeUndefined();
    const { id } = await openRequest(vera);
    expect(await (await administrator.get(at('/console/tsu/ways-in'))).text()).toContain('Номер, который вам назвали');
    const wrong = number === '000000' ? '000001' : '000000';
    expect(await answer(browser, 'tsu', id, { outcome: 'agreed', number })).toBe(403);
    expect(await answer(foreign, 'tpu', id, { outcome: 'agreed', number })).toBe('consortium.request_unknown');
    expect(await answer(administrator, 'tsu', id, { outcome: 'agreed', number: wrong })).toBe(
      'consortium.wrong_number',
    );
    expect(await answer(administrator, 'tsu', id, { outcome: 'agreed' })).toBe('consortium.wrong_number');
    expect((await browser.get(security('/passkeys/new'))).status).toBe(403);
    expect(await answer(administrator, 'tsu', id, { outcome: 'agreed', number })).toBe('request-agreed');

    expect((await thief.get(security('/passkeys/new'))).status).toBe(403);
    expect((await browser.get(security('/passkeys/new'))).status).toBe(200);
    expect((await addPasskey(provider, browser, authenticator())).headers.get('location')).toContain('passkeyAdded');
    expect(await factors(vera)).toBe(1);
    // From now on the factor is what the next one rests on, also in a session that is older than it.
    for (const old of [thief, browser])
      expect((await old.post(security('/totp/begin'), {})).headers.get('location')).toContain('factor=yes');
    expect(await factors(vera)).toBe(1);
  });

  it('is refused by whoever knows of nothing', async () => {
    const vera = await employ(tsu, ['registrar']);
    const browser = await enter(vera);
    const number = (await ask(browser))!;
    const { id } = await openRequest(vera);
    expect(await answer(administrator, 'tsu', id, { outcome: 'refused' })).toBe('request-refused');
    expect(await answer(administrator, 'tsu', id, { outcome: 'agreed', number })).toBe('consortium.request_unknown');
    expect((await browser.get(security('/passkeys/new'))).status).toBe(403);
  });

  it('rests as well on an invitation or a recovery of the last hour, which a second person gave him', async () => {
    const vera = await employ(tsu, ['librarian']);
    const browser = await enter(vera);
    const open = async () => (await browser.get(security('/passkeys/new'))).status;
    const invitation = {
      id: uuidv7(),
      university_id: tsu.id,
      person_id: vera.personId,
      way: 'print',
      secret_hash: 'i'.repeat(43),
      created_by: 'service:test',
      expires_at: new Date(Date.now() + 3_600_000),
      used_at: new Date(Date.now() - 59 * 60_000),
    };
    await database.admin('identity_provider.invitations').insert(invitation);
    expect(await open()).toBe(200);
    await database.admin('identity_provider.invitations').update({ used_at: new Date(Date.now() - 61 * 60_000) });
    expect(await open()).toBe(403);
  });

  it('of whoever serves two universities is for the consortium’s officers to confirm, and for neither of the two', async () => {
    const both = await employ(tsu, ['administrator']);
    await database.admin.raw(
      `with record as (
         insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, birth_date)
         select gen_random_uuid(), s.id, s.university_id, 'both', :person, 'Двоих', '2000-01-01'
         from (select id, university_id from directory.sources where university_id = :university limit 1) s
         returning id, person_id, university_id),
       membership as (
         insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
         select gen_random_uuid(), id, person_id, university_id, 'tpu.ru', 'staff', tstzrange('2024-09-01', null) from record)
       insert into directory.staff_roles (id, person_id, university_id, role, granted_by)
       values (gen_random_uuid(), :person, :university, 'librarian', 'service:test')`,
      { person: both.personId, university: tpu.id },
    );
    const browser = await enter(both);
    const number = (await ask(browser))!;
    const { id } = await openRequest(both);
    expect(await answer(administrator, 'tsu', id, { outcome: 'agreed', number })).toBe('consortium.request_unknown');
    const page = await (await foreign.get(at('/consortium/decisions'))).text();
    expect(page).toContain('Номер, который вам назвали');
    const decided = await foreign.post(at(`/consortium/decisions/${id}`), { outcome: 'agreed', number });
    expect(decided.status).toBe(303);
    expect((await browser.get(security('/passkeys/new'))).status).toBe(200);
  });
});
