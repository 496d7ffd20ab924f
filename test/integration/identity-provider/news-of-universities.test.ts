import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { saveUniversity, type University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let standing: Date;

beforeAll(async () => {
  database = await freshDatabase();
  await arrangeUniversities(database.admin);
  standing = new Date();
  // Where no time goes by, nothing that is kept for a while ever runs out: what changes has been heard of. The page that lists
  // the universities to anybody is the one that sends letters.
  provider = await startIdentityProviders(database, {
    instances: 2,
    clock: { now: () => standing },
    settings: { CAMPUS_SMTP_URL: 'smtp://localhost:9', CAMPUS_MAIL_FROM: 'campus@id.tomsk.example' },
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const shownAt = (instance: string) => async () => {
  const response = await fetch(`${instance}/forgotten`, { headers: { 'accept-language': 'en' } });
  const text = await response.text();
  expect(text).toContain('TPU');
  return text.includes('TUSUR');
};

const tusur: University = {
  id: uuidv7(),
  slug: 'tusur',
  homeOrganization: 'tusur.ru',
  scopes: ['tusur.ru'],
  name: { ru: 'ТУСУР', en: 'TUSUR' },
  shortName: { ru: 'ТУСУР', en: 'TUSUR' },
  aliases: [],
  timeZone: 'Asia/Tomsk',
};

it('a university that joins or leaves is seen at every instance at once', async () => {
  expect(provider.instances).toHaveLength(2);
  for (const instance of provider.instances) expect(await shownAt(instance)()).toBe(false);
  await transaction(database.admin, (tx) => saveUniversity(tx, tusur));
  for (const instance of provider.instances) await until('the new university is offered', shownAt(instance));

  await database.admin.raw(`update directory.universities set status = 'left', left_at = now() where id = ?`, [
    tusur.id,
  ]);
  for (const instance of provider.instances)
    await until('the one that left is not', async () => !(await shownAt(instance)()));
});
