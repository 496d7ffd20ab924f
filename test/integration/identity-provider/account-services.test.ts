import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { deleteErasedAccounts } from '@onecampus/identity-provider/use-cases/delete-erased-accounts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { allow, asked, tokensAt } from './consent-flow.ts';
import { freshTokens, type RegisteredClient, registerClient, tokenRequest, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
let university: University;
let own: RegisteredClient;
let foreign: RegisteredClient;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  university = tpu;
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna.kedrova' });
  boris = await arrangePerson(database.admin, { university: tsu, login: 'boris' });
  provider = await startIdentityProviders(database);
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  own = await registerClient(provider, { client_name: 'Courses', 'client_name#ru': 'Курсы' });
  foreign = await registerClient(provider, {
    client_name: 'Poster Printer',
    'client_name#ru': 'Печать плакатов',
    first_party: false,
    grant_types: ['authorization_code', 'refresh_token'],
  });
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** The page in a browser that is signed in. */
async function servicesOf(browser: Browser, query = ''): Promise<string> {
  const { response } = await browser.follow(await browser.get(`${provider.issuer}/account/services${query}`), 'none:');
  expect(response.status).toBe(200);
  return response.text();
}
const allowed = async (person: ArrangedPerson) => {
  const consent = await asked(provider.issuer, foreign, { login: person.eppn, password });
  const tokens = await (consent.isAsked ? allow : tokensAt)(provider.issuer, foreign, consent);
  return { browser: consent.browser, tokens };
};

describe('/account/services', () => {
  it('shows each service, what it got last, on what ground, and nothing of what others use', async () => {
    const { browser, tokens } = await freshTokens(provider.issuer, own, { login: anna.eppn, password });
    await userinfo(provider.issuer, tokens.access_token);
    await allowed(boris);
    const page = await servicesOf(browser);
    for (const said of ['Курсы', 'Имя, Университетская почта', 'по договору с университетами'])
      expect(page).toContain(said);
    expect(page).not.toContain('Печать плакатов');
    expect(page).not.toContain('/withdraw');
    expect(await servicesOf(browser, '?lang=en')).toContain('Courses');
  });

  it('takes consent back: the tokens are worth nothing from then on, and the service asks again', async () => {
    const { browser, tokens } = await allowed(anna);
    const others = await allowed(boris);
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(200);
    expect(await servicesOf(browser)).toContain(`/account/services/${foreign.client_id}/withdraw`);
    const done = await browser.post(`${provider.issuer}/account/services/${foreign.client_id}/withdraw`, {});
    expect(done.headers.get('location')).toContain('/account/services?withdrawn=');
    const page = await servicesOf(browser, `?withdrawn=${foreign.client_id}`);
    expect(page).toContain('Разрешение для «Печать плакатов» отозвано');
    expect(page).not.toContain('/withdraw"');

    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    const refreshed = await tokenRequest(provider.issuer, foreign, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token!,
    });
    expect(await refreshed.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await asked(provider.issuer, foreign, { login: anna.eppn, password }, {}, browser)).isAsked).toBe(true);
    expect((await userinfo(provider.issuer, others.tokens.access_token)).status).toBe(200);
    expect(
      await database.admin('directory.audit_trail').where({ action: 'consent.withdrawn' }).select('actor', 'subject'),
    ).toEqual([{ actor: `person:${anna.personId}`, subject: `client:${foreign.client_id}` }]);
  });

  it('releases nothing by consent once it is withdrawn, even by a token that was being made meanwhile', async () => {
    const { tokens } = await allowed(anna);
    const names = async () =>
      Object.keys((await (await userinfo(provider.issuer, tokens.access_token)).json()) as object);
    expect(await names()).toContain('name');
    await database
      .admin('identity_provider.consents')
      .where({ client_id: foreign.client_id, ended_at: null })
      .update({ ended_at: new Date(), ended_because: 'withdrawn' });
    expect(await names()).toEqual(['sub']);
  });

  it('is for whoever is signed in, and withdraws nobody else’s consent', async () => {
    const nobody = await new Browser().get(`${provider.issuer}/account/services`);
    expect(nobody.headers.get('location')).toContain('/account/sign-in');
    const { tokens } = await allowed(boris);
    const { browser } = await freshTokens(provider.issuer, own, { login: anna.eppn, password });
    await browser.post(`${provider.issuer}/account/services/${foreign.client_id}/withdraw`, {});
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(200);
  });

  it('says nothing of a service just because an address names it', async () => {
    const { browser } = await freshTokens(provider.issuer, own, { login: anna.eppn, password });
    expect(await servicesOf(browser, '?withdrawn=operator')).not.toContain('отозвано');
  });

  it('goes with the account of somebody who is erased, and leaves the trail', async () => {
    const carl = await arrangePerson(database.admin, { university, login: 'carl' });
    await provider.api('PUT', `/api/v1/accounts/${carl.personId}/password`, 'accounts.write', { password });
    await allowed(carl);
    const consents = () =>
      database.admin('identity_provider.consents').where({ person_id: carl.personId }).select('id');
    expect(await consents()).toHaveLength(1);
    await database.admin('directory.people').where({ id: carl.personId }).update({ status: 'erased' });
    expect(await deleteErasedAccounts(database.as('identity-provider'))).toBe(1);
    expect(await consents()).toEqual([]);
    const given = { action: 'consent.given', actor: `person:${carl.personId}` };
    expect(await database.admin('directory.audit_trail').where(given).select('action')).toHaveLength(1);
  });
});
