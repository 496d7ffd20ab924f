import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deleteErasedAccounts } from '@onecampus/identity-provider/use-cases/delete-erased-accounts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { freshTokens, type RegisteredClient, registerClient, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let lms: RegisteredClient;
let universityId: string;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  universityId = tpu.id;
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna.kedrova' });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider);
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const disclosures = async () =>
  database
    .admin('directory.disclosures')
    .select('person_id', 'from_university_id', 'to_party', 'attributes', 'basis', 'purpose');
const signIn = () => freshTokens(provider.issuer, lms, { login: anna.eppn, password });

describe('what an application learns', () => {
  it('is on record once for each access token, with the names of what was told and nothing more', async () => {
    const { tokens } = await signIn();
    expect(await disclosures()).toEqual([]);
    for (let again = 0; again < 3; again += 1) await userinfo(provider.issuer, tokens.access_token);
    expect(await disclosures()).toEqual([
      {
        person_id: anna.personId,
        from_university_id: universityId,
        to_party: `client:${lms.client_id}`,
        attributes: [
          'eduperson_scoped_affiliation',
          'email',
          'email_verified',
          'family_name',
          'given_name',
          'name',
          'schac_home_organization',
        ],
        basis: 'contract',
        purpose: 'sign-in',
      },
    ]);
    await userinfo(provider.issuer, (await signIn()).tokens.access_token);
    expect(await disclosures()).toHaveLength(2);
  });

  it('ends with the person: nobody is signed in from that second on, and the account goes with all it had open', async () => {
    const { tokens } = await signIn();
    await database.admin('directory.people').where({ id: anna.personId }).update({ status: 'erased' });
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    expect(await deleteErasedAccounts(database.as('identity-provider'))).toBe(1);
    for (const table of ['accounts', 'passwords', 'sessions', 'session_authorizations', 'grants', 'refresh_tokens']) {
      expect([table, await database.admin(`identity_provider.${table}`).select()]).toEqual([table, []]);
    }
    await expect(signIn()).rejects.toThrow('not signed in');
    expect(await deleteErasedAccounts(database.as('identity-provider'))).toBe(0);
  });
});
