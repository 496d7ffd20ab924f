import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { freshTokens, registerClient, type Tokens, tokenRequest } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  who = { login: person.eppn, password: 'неделя за неделей по кругу' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

describe('refresh tokens as the engine makes them', () => {
  it('lie in the partition of the week in which they expire, the first ones and those that follow', async () => {
    const phone = await registerClient(provider, {
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    });
    let { tokens } = await freshTokens(provider.issuer, phone, who);
    for (let n = 0; n < 8; n += 1) {
      const answer = await tokenRequest(provider.issuer, phone, {
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token!,
      });
      tokens = (await answer.json()) as Tokens;
      expect(answer.status).toBe(200);
    }
    const desk = await registerClient(provider, { grant_types: ['authorization_code', 'refresh_token'] });
    for (let n = 0; n < 3; n += 1) await freshTokens(provider.issuer, desk, who);
    const { rows } = await database.admin.raw<{ rows: { lies: string; belongs: string }[] }>(
      `select tableoid::regclass::text as lies,
              'identity_provider.refresh_tokens_' || identity_provider.ring_slot(expires_at, 7, 5) as belongs
       from identity_provider.refresh_tokens`,
    );
    expect(rows).toHaveLength(1 + 8 + 3);
    for (const { lies, belongs } of rows) expect(lies).toBe(belongs);
  });
});
