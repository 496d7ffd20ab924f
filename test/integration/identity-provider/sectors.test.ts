import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** Whoever names somebody else's address would learn by which subjects people are known there, and then moves to his own. */
it('an application of one university shares no sector with one of another, whatever addresses it names', async () => {
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  const adding = async (university: University) => {
    const { personId, eppn } = await arrangePerson(database.admin, { university, roles: ['administrator'] });
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
    const path = `/console/${university.slug}/clients/add/other`;
    const { browser } = await signInToOwnPages(provider, { login: eppn, password }, path);
    return async (name: string) => {
      const form = { nameRu: name, name, redirectUris: 'http://lms.tpu.ru/callback', scope: 'openid' };
      expect((await browser.post(`${provider.issuer}${path}`, form)).status).toBe(200);
      const found = await database.admin('identity_provider.clients').where({ name }).first('sector');
      return found.sector as string | null;
    };
  };
  const [ofTpu, ofTsu] = [await adding(tpu), await adding(tsu)];
  expect(await ofTpu('LMS')).toBe('lms.tpu.ru');
  expect(await ofTsu('False LMS')).toBeNull();
  expect(await ofTpu('Library beside the LMS')).toBe('lms.tpu.ru');
});
