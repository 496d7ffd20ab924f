import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient, signInAt } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { addApplication, end, openSession, startApplications, type ToldApplications } from './told-applications.ts';

let database: FreshDatabase;
let db: Db;
let provider: IdentityProvider;
let applications: ToldApplications;
let tpu: University;
let tsu: University;
let administrator: ArrangedPerson;
let lms: RegisteredClient;
let [own, deaf, foreign] = ['', '', ''];

const password = 'выходы под присмотром';

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  applications = await startApplications();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  administrator = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
  await provider.api('PUT', `/api/v1/accounts/${administrator.personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider);
  const add = (university: University, name: string, at: string | undefined) =>
    addApplication(db, at === undefined ? undefined : applications.address(at), {
      universityId: university.id,
      name,
      nameRu: name,
    });
  [own, deaf, foreign] = [
    await add(tpu, 'Moodle of ours', '/own'),
    await add(tpu, 'Deaf of ours', undefined),
    await add(tsu, 'Foreign Moodle', '/foreign'),
  ];
});

afterAll(async () => {
  await provider?.stop();
  await applications?.close();
  await database?.drop();
});

async function console(who = administrator): Promise<Browser> {
  const browser = new Browser();
  await signInAt(browser, authorizationRequest(provider.issuer, lms), lms, { login: who.eppn, password });
  return browser;
}
const page = async (browser: Browser, query = '') =>
  (await browser.get(`${provider.issuer}/console/tpu/sign-outs${query}`, { 'accept-language': 'en' })).text();
const epochOf = async () => {
  const { rows } = await db.raw<{ rows: { epoch: number }[] }>(
    'select epoch from identity_provider.accounts where person_id = ?',
    [administrator.personId],
  );
  return rows[0]!.epoch;
};

describe('the console’s page about sign-outs', () => {
  it('says who does not answer, why, and what waits; and has it told now', async () => {
    const browser = await console();
    expect(await page(browser)).toContain('never told yet');
    applications.answers.set('/own', 403);
    const account = { referenceId: administrator.referenceId, epoch: await epochOf() };
    const { idHash } = await openSession(db, account, [own, deaf, foreign]);
    await end(db, idHash);
    await until('it is known to fail', async () => (await page(browser)).includes('does not answer since'));
    const failing = await page(browser);
    expect(failing).toContain('did not accept the message');
    expect(failing).toContain('cannot be told');
    expect(failing).toContain('not told: 1');
    expect(failing).not.toContain('Foreign Moodle');

    await database.admin.raw(
      `update identity_provider.logout_deliveries set due_at = now() + interval '1 hour', leased_until = null where client_id = ?`,
      [own],
    );
    applications.answers.delete('/own');
    const answer = await browser.post(`${provider.issuer}/console/tpu/sign-outs/${own}/retry`, {});
    expect(answer.headers.get('location')).toBe('/console/tpu/sign-outs?retried=1');
    await until('it answers', async () => (await page(browser)).includes('told: 1'));
    expect(await page(browser)).not.toContain('does not answer since');
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select subject from directory.audit_trail where action = 'logout.retried' and university_id = ?`,
      [tpu.id],
    );
    expect(rows).toEqual([{ subject: `client:${own}` }]);
  });

  it('knows nothing of another university’s services', async () => {
    const browser = await console();
    expect((await browser.post(`${provider.issuer}/console/tpu/sign-outs/${foreign}/retry`, {})).status).toBe(404);
    expect((await browser.get(`${provider.issuer}/console/tsu/sign-outs`)).status).toBe(404);
  });

  it('is for administrators alone', async () => {
    const student = await arrangePerson(database.admin, { university: tpu });
    await provider.api('PUT', `/api/v1/accounts/${student.personId}/password`, 'accounts.write', { password });
    expect((await (await console(student)).get(`${provider.issuer}/console/tpu/sign-outs`)).status).toBe(403);
  });
});
