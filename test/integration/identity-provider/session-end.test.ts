import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { authorizationRequest, freshTokens, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  who = { login: person.eppn, password: 'не дольше суток подряд' };
  provider = await startIdentityProviders(database, { settings: { CAMPUS_SESSION_DAYS_MAX: '1' } });
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  lms = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const hoursLeft = async () => {
  const { rows } = await database.admin.raw<{ rows: { hours: number }[] }>(
    `select round(extract(epoch from expires_at - now()) / 3600)::int as hours
     from identity_provider.sessions where account_id is not null and ended_at is null`,
  );
  return rows.map(({ hours }) => hours);
};
const signedInHoursAgo = (hours: number) =>
  database.admin.raw(`update identity_provider.sessions set login_at = now() - make_interval(hours => ?)`, [hours]);

describe('a session that is used again and again', () => {
  it('lasts twelve hours from each use, but not beyond its absolute end', async () => {
    const { browser } = await freshTokens(provider.issuer, lms, who);
    const signOn = async () =>
      (await browser.get(authorizationRequest(provider.issuer, lms).url)).headers.get('location') ?? '';
    expect(await hoursLeft()).toEqual([12]);
    await signedInHoursAgo(20);
    // News of a change travels a moment.
    for (let tries = 0; tries < 100 && (await hoursLeft())[0] === 12; tries += 1) {
      expect(await signOn()).toContain('code=');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(await hoursLeft()).toEqual([4]);
    await database.admin.raw(`update identity_provider.sessions set expires_at = now() - interval '1 second'`);
    for (let tries = 0; tries < 100 && (await signOn()).includes('code='); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(await signOn()).toContain('/interaction/');
  });
});
