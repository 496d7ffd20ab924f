import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { formsOf } from '../../support/browser-forms.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import { freshTokens, type RegisteredClient, registerClient, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let tpu: University;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
let lms: RegisteredClient;
let hers: Browser;
let his: Browser;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const universities = await arrangeUniversities(database.admin);
  tpu = universities.tpu;
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  boris = await arrangePerson(database.admin, { university: universities.tsu, roles: ['administrator'] });
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider, { client_name: 'Courses', 'client_name#ru': 'Курсы' });
  await database.admin('identity_provider.clients').where({ id: lms.client_id }).update({ university_id: tpu.id });
  [hers, his] = (await Promise.all(
    [anna, boris].map(async ({ eppn }) => (await signInToOwnPages(provider, { login: eppn, password })).browser),
  )) as [Browser, Browser];
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const at = (slug = 'tpu') => `${provider.issuer}/console/${slug}/clients/${lms.client_id}/releases`;
/** The form as the page shows it, with the choices that it has. */
async function formAt(browser: Browser, query = ''): Promise<Record<string, string>> {
  const page = await (await browser.get(`${at()}${query}`)).text();
  const form = formsOf(page).find((one) => 'version' in one.values)!;
  return { ...form.values };
}
const learned = async () => {
  const { tokens } = await freshTokens(provider.issuer, lms, { login: anna.eppn, password });
  return Object.keys((await (await userinfo(provider.issuer, tokens.access_token)).json()) as object).toSorted();
};

describe('console: what a service is told', () => {
  it('fills in a bundle by its name, and what is saved holds at once', async () => {
    const form = await formAt(hers, '?bundle=anonymous');
    expect(form).toMatchObject({ version: '0', affiliation: 'contract', home: 'contract', name: 'never' });
    const done = await hers.post(at(), form);
    expect(done.headers.get('location')).toContain('saved=yes');
    expect(await learned()).toEqual(['eduperson_scoped_affiliation', 'schac_home_organization', 'sub']);
    expect(
      await database
        .admin('identity_provider.release_policies')
        .where({ client_id: lms.client_id })
        .first('bundle', 'version', 'changed_by'),
    ).toEqual({ bundle: 'anonymous', version: 1, changed_by: `person:${anna.personId}` });
  });

  it('wants the purpose in both languages, and keeps what was typed', async () => {
    const form = { ...(await formAt(hers)), name: 'consent-optional', purposeRu: 'Подписать работы' };
    const half = await hers.post(at(), form);
    expect(half.status).toBe(422);
    const page = await half.text();
    expect(page).toContain('Подписать работы');
    expect((await hers.post(at(), { ...form, purposeEn: 'To sign works' })).status).toBe(303);
    expect(await formAt(hers)).toMatchObject({ version: '2', name: 'consent-optional', purposeEn: 'To sign works' });
  });

  it('is not decided over somebody else’s decision unseen', async () => {
    const form = await formAt(hers);
    const answers = await Promise.all([form, form, form].map((one) => hers.post(at(), one)));
    expect(answers.map((one) => one.status).toSorted()).toEqual([303, 409, 409]);
  });

  it('is there for administrators of the service’s own university alone', async () => {
    expect((await his.get(at())).status).toBe(404);
    expect((await his.get(at('tsu'))).status).toBe(404);
    const form = await formAt(hers);
    expect((await his.post(at('tsu'), form)).status).toBe(404);
    expect((await his.post(at(), form)).status).toBe(404);
    expect((await formAt(hers))['version']).toBe(form['version']);
  });
});
