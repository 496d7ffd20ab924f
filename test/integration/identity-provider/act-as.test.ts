import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, redeem, registerClient, type Tokens, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
let tpu: University;
let tsu: University;
let both: ArrangedPerson;
let one: ArrangedPerson;
const password = 'верный пароль 1';
const wantsHome = 'openid profile eduperson_scoped_affiliation schac_home_organization';

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  both = await arrangePerson(database.admin, { university: tsu, login: 'fyodor' });
  one = await arrangePerson(database.admin, { university: tpu, login: 'anna' });
  await database.admin.raw(
    `with record as (
       insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, birth_date)
       select gen_random_uuid(), id, university_id, 'both', ?, 'Семёнова', '2004-05-06' from directory.sources where university_id = ?
       returning id, person_id, university_id)
     insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
     select gen_random_uuid(), id, person_id, university_id, 'tpu.ru', 'staff', tstzrange('2024-09-01', null) from record`,
    [both.personId, tpu.id],
  );
  provider = await startIdentityProviders(database);
  for (const { personId } of [both, one])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider, { scope: wantsHome });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** Opens the application and signs in; ends at its callback or at the page that comes before. */
async function signedIn(browser: Browser, person: ArrangedPerson, scope: string) {
  const request = authorizationRequest(provider.issuer, lms, { scope });
  const { url } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
  const sent = await browser.post(url, { university: '', login: person.eppn, password });
  return { request, ...(await browser.follow(sent, lms.redirect_uri)) };
}

async function claimsOf(url: string, verifier: string) {
  const answer = await redeem(provider.issuer, lms, new URL(url).searchParams.get('code')!, verifier);
  const { access_token } = (await answer.json()) as Tokens;
  const claims = async () => (await (await userinfo(provider.issuer, access_token)).json()) as Record<string, unknown>;
  return { claims };
}

describe('somebody who belongs to two universities', () => {
  it.each(['tpu', 'tsu'])('says for which one he comes, and the application sees %s', async (slug) => {
    const browser = new Browser();
    const { url, response, request } = await signedIn(browser, both, wantsHome);
    expect(new URL(url).pathname).toMatch(/^\/interaction\/[^/]+\/act-as$/);
    const page = await response.text();
    for (const value of ['tpu', 'tsu']) expect(page).toContain(`value="${value}"`);
    const done = await browser.follow(await browser.post(url, { university: slug }), lms.redirect_uri);
    expect(done.url.startsWith(lms.redirect_uri)).toBe(true);
    const { claims } = await claimsOf(done.url, request.verifier);
    expect(await claims()).toMatchObject({ schac_home_organization: `${slug}.ru` });
  });

  it('may change it in his account, and the application sees that when it asks again', async () => {
    const browser = new Browser();
    const { url, request } = await signedIn(browser, both, wantsHome);
    const done = await browser.follow(await browser.post(url, { university: 'tsu' }), lms.redirect_uri);
    const { claims } = await claimsOf(done.url, request.verifier);
    expect(await claims()).toMatchObject({ schac_home_organization: 'tsu.ru' });
    const at = `${provider.issuer}/account/acting`;
    expect(await (await browser.get(`${provider.issuer}/account`)).text()).toContain('href="/account/acting"');
    expect(await (await browser.get(at)).text()).toContain('value="tpu"');
    expect((await browser.post(at, { university: 'tpu' })).status).toBe(303);
    expect(await claims()).toMatchObject({ schac_home_organization: 'tpu.ru' });
    expect((await browser.post(at, { university: 'gone' })).status).toBe(404);
    expect(await claims()).toMatchObject({ schac_home_organization: 'tpu.ru' });
  });

  it('chooses among his own universities and no others', async () => {
    await database.admin.raw(
      `insert into directory.universities (id, slug, home_organization, name_ru, name_en, short_name_ru, short_name_en, time_zone)
       values (gen_random_uuid(), 'other', 'other.ru', 'Другой', 'Other', 'Д', 'O', 'Asia/Tomsk') on conflict do nothing`,
    );
    const browser = new Browser();
    const { url } = await signedIn(browser, both, wantsHome);
    for (const university of ['other', '', '../tpu']) {
      const answer = await browser.post(url, { university });
      expect(new URL(answer.headers.get('location')!, url).pathname).toMatch(/\/act-as$/);
    }
  });

  it('is not asked where the application wants no home organization; nor is who belongs to one', async () => {
    expect((await signedIn(new Browser(), both, 'openid profile')).url.startsWith(lms.redirect_uri)).toBe(true);
    expect((await signedIn(new Browser(), one, wantsHome)).url.startsWith(lms.redirect_uri)).toBe(true);
  });
});
