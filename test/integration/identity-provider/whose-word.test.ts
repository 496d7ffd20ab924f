import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, redeem, registerClient, type Tokens, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

const password = 'верный пароль 1';

/** A university says of its own application that it need not ask; of whom it says so are its own people. */
describe('an application that asks nobody', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let tpu: University;
  let tsu: University;
  let lms: RegisteredClient;
  const people = {} as Record<'own' | 'other' | 'both', ArrangedPerson>;

  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    for (const [who, university] of [
      ['own', tpu],
      ['other', tsu],
      ['both', tpu],
    ] as const) {
      people[who] = await arrangePerson(database.admin, { university });
      await provider.api('PUT', `/api/v1/accounts/${people[who].personId}/password`, 'accounts.write', { password });
    }
    await database.admin.raw(
      `with record as (
         insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, birth_date)
         select gen_random_uuid(), s.id, s.university_id, 'both', :person, 'Двоих', '2000-01-01'
         from (select id, university_id from directory.sources where university_id = :university limit 1) s
         returning id, person_id, university_id)
       insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       select gen_random_uuid(), id, person_id, university_id, 'tsu.ru', 'student', tstzrange('2024-09-01', null) from record`,
      { person: people.both.personId, university: tsu.id },
    );
    lms = await registerClient(provider);
    await ownedBy(lms, tpu);
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  async function ownedBy({ client_id }: RegisteredClient, { id }: University) {
    await database.admin('identity_provider.clients').where({ id: client_id }).update({ university_id: id });
    await database.admin.raw(`select pg_notify('identity_provider_news', '')`);
    // Whatever an instance remembers of a client is forgotten by any change through it.
    await registerClient(provider);
  }

  /** Signs somebody in; `true` where the application has him without a question. */
  async function arrives(who: keyof typeof people, client = lms) {
    const { browser } = await signInToOwnPages(provider, { login: people[who].eppn, password });
    return { browser, ...(await opens(browser, client)) };
  }
  async function opens(browser: Browser, client = lms) {
    const request = authorizationRequest(provider.issuer, client, { scope: 'openid profile email' });
    const { url, response } = await browser.follow(await browser.get(request.url), client.redirect_uri);
    const letIn = url.startsWith(client.redirect_uri);
    return { letIn, request, url, page: letIn ? '' : await response.text() };
  }
  const emailAt = async ({ url, request }: Awaited<ReturnType<typeof opens>>, client = lms) => {
    const answer = await redeem(provider.issuer, client, new URL(url).searchParams.get('code')!, request.verifier);
    const { access_token } = (await answer.json()) as Tokens;
    return ((await (await userinfo(provider.issuer, access_token)).json()) as { email?: string }).email;
  };

  it('asks those of other universities, whatever its own has said of it', async () => {
    const own = await arrives('own');
    expect(own.letIn).toBe(true);
    expect(await emailAt(own)).toBe(people.own.eppn);
    const other = await arrives('other');
    expect(other.letIn).toBe(false);
    expect(other.page).toContain('name="seal"');

    // A release policy by which nothing rests on consent is no way around it.
    await database
      .admin('identity_provider.release_policies')
      .insert({ client_id: lms.client_id, changed_by: 'person:x' });
    await database
      .admin('identity_provider.released_claims')
      .insert({ client_id: lms.client_id, claim: 'email', basis: 'contract', required: true });
    await registerClient(provider);
    expect((await arrives('own')).letIn).toBe(true);
    const again = await arrives('other');
    expect(again.letIn).toBe(false);
    expect(again.page).toContain(people.other.eppn);
    await database.admin('identity_provider.released_claims').delete();
    await database.admin('identity_provider.release_policies').delete();
    await registerClient(provider);
  });

  it('tells nothing of them with tokens from before', async () => {
    await database.admin('identity_provider.clients').where({ id: lms.client_id }).update({ university_id: tsu.id });
    await registerClient(provider);
    const other = await arrives('other');
    expect(other.letIn).toBe(true);
    await ownedBy(lms, tpu);
    expect(await emailAt(other)).toBeUndefined();
  });

  it('asks whoever belongs to it and acts for another one', async () => {
    const { browser, letIn } = await arrives('both');
    expect(letIn).toBe(true);
    const acting = async (university: University) =>
      database.admin.raw(
        `update identity_provider.sessions set university_id = ? where ended_at is null and account_id = ?`,
        [university.id, people.both.referenceId],
      );
    await acting(tsu);
    expect((await opens(browser)).letIn).toBe(false);
    await acting(tpu);
    expect((await opens(browser)).letIn).toBe(true);
  });

  it('is the consortium’s own by two officers, once there are two', async () => {
    const bare = async () => {
      const client = await registerClient(provider);
      const row = await database.admin('identity_provider.clients').where({ id: client.client_id }).first();
      return { client, firstParty: row.first_party as boolean };
    };
    expect((await bare()).firstParty).toBe(true);
    const officers = [people.own, people.other];
    for (const { personId } of officers)
      await provider.api('PUT', `/api/v1/consortium/officers/${personId}`, 'keys.write', undefined);
    const { client, firstParty } = await bare();
    expect(firstParty).toBe(false);
    const change = { version: '1', first_party: true };
    const changed = await provider.api('PATCH', `/api/v1/clients/${client.client_id}`, 'clients.write', change);
    expect(await changed.json()).toMatchObject({ first_party: false });
    expect((await arrives('both', client)).letIn).toBe(false);

    const [asker, decider] = await Promise.all(
      officers.map(async ({ eppn }) => (await signInToOwnPages(provider, { login: eppn, password })).browser),
    );
    const decisions = `${provider.issuer}/consortium/decisions`;
    const asked = await asker!.post(decisions, { client: client.client_id, reason: 'Библиотека консорциума' });
    expect(asked.status).toBe(303);
    const { id } = await database.admin('identity_provider.consortium_requests').where({ kind: 'first-party' }).first();
    expect((await asker!.post(`${decisions}/${id}`, { outcome: 'agreed' })).status).toBe(403);
    expect(await (await decider!.get(decisions)).text()).toContain(client.client_id);
    expect((await decider!.post(`${decisions}/${id}`, { outcome: 'agreed' })).status).toBe(303);
    expect((await arrives('both', client)).letIn).toBe(true);
    // It stays decided when something else of it changes, and does not when it is taken back.
    const version = async () =>
      (await database.admin('identity_provider.clients').where({ id: client.client_id }).first('version'))
        .version as string;
    const patch = async (asked: Record<string, unknown>) =>
      (
        await provider.api('PATCH', `/api/v1/clients/${client.client_id}`, 'clients.write', {
          version: String(await version()),
          ...asked,
        })
      ).json();
    expect(await patch({ client_name: 'Library' })).toMatchObject({ first_party: true });
    expect(await patch({ first_party: false })).toMatchObject({ first_party: false });
    expect(await patch({ first_party: true })).toMatchObject({ first_party: false });
  });
});
