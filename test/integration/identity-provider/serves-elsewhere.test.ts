import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, type StaffRole, type University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';
import { type ArrangedUpstream, answerOfUpstream, arrangeUpstream } from './upstreams.ts';

const password = 'двое за одной стойкой';

/** Somebody of TSU who administers TPU: TSU alone opens his account to nobody. */
describe('who has power at another university', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let lms: RegisteredClient;
  let tsu: University;
  let upstream: ArrangedUpstream;
  const staff = {} as Record<'tsuAdministrator' | 'tsuLibrarian' | 'tpuAdministrator', Browser>;
  /** As TSU knows him, and the account that he has. */
  let both: ArrangedPerson;

  beforeAll(async () => {
    database = await freshDatabase();
    const universities = await arrangeUniversities(database.admin);
    tsu = universities.tsu;
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    const employ = async (university: University, roles: readonly StaffRole[]) => {
      const person = await arrangePerson(database.admin, { university, affiliation: 'staff', roles });
      await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
      return person;
    };
    const enter = async (person: ArrangedPerson) =>
      (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
    staff.tsuAdministrator = await enter(await employ(tsu, ['administrator']));
    staff.tsuLibrarian = await enter(await employ(tsu, ['librarian']));
    staff.tpuAdministrator = await enter(await employ(universities.tpu, ['administrator']));
    const powerful = await employ(universities.tpu, ['administrator']);
    both = await arrangePerson(database.admin, { university: tsu, login: 'both' });
    await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [powerful.personId, both.personId], {
        id: uuidv7(),
        method: 'operator',
        reason: 'test',
        decidedBy: ['person:x'],
      }),
    );
    lms = await registerClient(provider);
    upstream = await arrangeUpstream(database.admin, provider, {
      university: tsu,
      people: [{ sub: 'u-1', name: 'Гость', claims: { eduperson_principal_name: both.eppn } }],
    });
  });
  afterAll(async () => {
    await upstream?.stop();
    await provider?.stop();
    await database?.drop();
  });

  const at = (path: string) => `${provider.issuer}${path}`;
  const visit = async () => {
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
    return browser.follow(
      await browser.get(await answerOfUpstream(browser, upstream, request.url, 'u-1')),
      lms.redirect_uri,
    );
  };

  it('does not come in by this university’s provider before people of both have said so', async () => {
    expect((await visit()).response.status).toBe(403);
    const { id } = await database.admin('identity_provider.upstream_strangers').first('id');
    const named = await staff.tsuAdministrator.post(at(`/console/tsu/ways-in/strangers/${id}`), {
      answer: 'link',
      person: both.eppn,
    });
    expect(named.headers.get('location')).toContain('done=proposed');
    expect((await visit()).response.status).toBe(403);
    const agreed = await staff.tpuAdministrator.post(at(`/console/tpu/ways-in/agreements/${id}`), { answer: 'agree' });
    expect(agreed.headers.get('location')).toContain('done=linked');
    expect((await visit()).url.startsWith(lms.redirect_uri)).toBe(true);
  });

  it('is recovered where he serves', async () => {
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      'select directory.canonical_person(?) as id',
      [both.personId],
    );
    const response = await staff.tsuLibrarian.post(at('/console/tsu/recoveries'), {
      person: rows[0]!.id,
      document: 'passport',
    });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('роль в другом университете');
    expect(await database.admin('identity_provider.recoveries').first()).toBeUndefined();
  });

  it('is invited where he serves', async () => {
    await database.admin.raw('delete from identity_provider.upstream_links');
    await database.admin.raw(
      'alter table identity_provider.passwords disable trigger user; delete from identity_provider.passwords where person_id in (select directory.same_person(?)); alter table identity_provider.passwords enable trigger user'.replace(
        '?',
        `'${both.personId}'`,
      ),
    );
    const response = await staff.tsuAdministrator.post(at('/console/tsu/invitations'), {
      who: 'list',
      people: both.eppn,
      way: 'print',
    });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('роль в другом университете');
    expect(await database.admin('identity_provider.invitations').first()).toBeUndefined();
  });
});
