import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { decodeJwt } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { addTotp, codeFor, follow, openAccount } from './factor-flows.ts';
import { authorizationRequest, type RegisteredClient, redeem, registerClient, type Tokens } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { type ArrangedUpstream, answerOfUpstream, arrangeUpstream } from './upstreams.ts';

const password = 'кедр-и-багульник 7';
const mfa = 'https://refeds.org/profile/mfa';

/**
 * A university's provider is in the hands of whoever runs it. Its word lets its people in; were it enough for power, that one
 * would be every administrator of the university, and of others at which its people serve.
 */
describe('power over others', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let lms: RegisteredClient;
  let tpu: University;
  let upstream: ArrangedUpstream;
  /** An administrator here and at the other university, with one-time codes; one here without any factor; an officer; a student. */
  const people = {} as Record<'boris' | 'vera' | 'olga' | 'anna', ArrangedPerson>;
  let secret: string;

  beforeAll(async () => {
    database = await freshDatabase();
    const universities = await arrangeUniversities(database.admin);
    const { tsu } = universities;
    ({ tpu } = universities);
    // So that the other university has a source of records.
    await arrangePerson(database.admin, { university: tpu });
    for (const login of ['boris', 'vera', 'olga', 'anna'] as const)
      people[login] = await arrangePerson(database.admin, {
        university: tsu,
        login,
        affiliation: 'staff',
        roles: login === 'vera' ? ['administrator'] : [],
      });
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    await provider.api('PUT', `/api/v1/accounts/${people.boris.personId}/password`, 'accounts.write', { password });
    const browser = new Browser();
    await openAccount(provider, browser, { login: people.boris.eppn, password });
    secret = await addTotp(provider, browser, new Date(Date.now() - 30_000));
    await serve(people.boris, tsu);
    await serve(people.boris, tpu);
    await provider.api('PUT', `/api/v1/consortium/officers/${people.olga.personId}`, 'keys.write', undefined);
    lms = await registerClient(provider);
    upstream = await arrangeUpstream(database.admin, provider, {
      university: tsu,
      trustsAcr: true,
      people: Object.entries(people).map(([sub, { eppn }]) => ({
        sub,
        name: sub,
        claims: { eduperson_principal_name: eppn, acr: mfa },
      })),
    });
    // Whoever serves elsewhere too was brought together with his provider's subject by people of both universities.
    await database.admin.raw(
      `insert into identity_provider.upstream_links (issuer, sub, upstream_id, university_id, person_id, linked_by)
       values (?, 'boris', ?, ?, ?, 'service:test')`,
      [upstream.issuer, upstream.id, tsu.id, people.boris.personId],
    );
  });
  afterAll(async () => {
    await upstream?.stop();
    await provider?.stop();
    await database?.drop();
  });

  async function serve(person: ArrangedPerson, university: University) {
    await database.admin.raw(
      `with record as (
         insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, birth_date)
         select gen_random_uuid(), s.id, s.university_id, 'serves', :person, 'Служащий', '2000-01-01'
         from (select id, university_id from directory.sources where university_id = :university limit 1) s
         returning id, person_id, university_id),
       membership as (
         insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
         select gen_random_uuid(), id, person_id, university_id, :scope, 'staff', tstzrange('2024-09-01', null) from record)
       insert into directory.staff_roles (id, person_id, university_id, role, granted_by)
       values (gen_random_uuid(), :person, :university, 'administrator', 'service:test')`,
      { person: person.personId, university: university.id, scope: university.homeOrganization } as never,
    );
  }

  /** Over the provider to the page behind the sign-in, or to what is asked besides. */
  async function overThere(browser: Browser, start: string, who: keyof typeof people) {
    const { url } = await follow(provider, browser, await browser.get(start));
    const { origin, pathname } = new URL(url);
    const way = `${origin}${pathname.replace(/\/upstream$/, '')}/upstream?university=tsu&go=yes`;
    return follow(provider, browser, await browser.get(await answerOfUpstream(browser, upstream, way, who)));
  }
  const at = (path: string) => `${provider.issuer}${path}`;
  const acrAt = async (browser: Browser, who: keyof typeof people) => {
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
    const back = await answerOfUpstream(browser, upstream, request.url, who);
    const { url } = await follow(provider, browser, await browser.get(back));
    const answer = await redeem(provider.issuer, lms, new URL(url).searchParams.get('code')!, request.verifier);
    return decodeJwt(((await answer.json()) as Tokens).id_token)['acr'];
  };

  it('never has two factors by a provider’s word alone, which is believed of others', async () => {
    expect(await acrAt(new Browser(), 'anna')).toBe(mfa);
    expect(await acrAt(new Browser(), 'vera')).not.toBe(mfa);
    expect(await acrAt(new Browser(), 'olga')).not.toBe(mfa);
  });

  it('rests in a session that began with that word, for whoever has no factor of his own', async () => {
    const browser = new Browser();
    const { url, response } = await overThere(browser, at('/account'), 'vera');
    expect([url, response.status]).toEqual([at('/account'), 200]);
    for (const path of ['/console', '/console/tsu', '/console/tsu/ways-in', '/console/tsu/clients/add/other']) {
      const page = await browser.get(at(path));
      expect([path, page.status]).toEqual([path, 403]);
      expect(await page.text()).toContain('ключ');
    }
    const form = {
      name: 'x',
      nameRu: 'x',
      kind: 'confidential',
      redirectUris: 'http://localhost:9/x',
      scope: 'openid',
    };
    expect((await browser.post(at('/console/tsu/clients/add/other'), form)).status).toBe(403);

    const officer = new Browser();
    await overThere(officer, at('/account'), 'olga');
    expect((await officer.get(at('/consortium/keys'))).status).toBe(403);
    expect((await officer.post(at('/consortium/keys/ask'), { kind: 'rotate-keys', reason: 'x' })).status).toBe(403);
    expect(await database.admin('identity_provider.consortium_requests').first()).toBeUndefined();
  });

  it('is asked for one’s own factor, whichever of the universities it is at', async () => {
    const browser = new Browser();
    const asked = await overThere(browser, at('/console/tpu'), 'boris');
    expect(asked.url).toMatch(/\/second-factor$/);
    expect((await browser.get(at('/account'))).status).toBe(303);
    const shown = await follow(provider, browser, await browser.post(asked.url, { code: codeFor(secret) }));
    expect([shown.url, shown.response.status]).toEqual([at('/console/tpu'), 200]);
    expect((await browser.get(at('/console/tsu'))).status).toBe(200);
  });
});
