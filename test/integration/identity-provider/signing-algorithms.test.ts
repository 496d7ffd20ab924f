import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { freshTokens, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  who = { login: person.eppn, password: 'пароль и подписи' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

describe('ID tokens', () => {
  it.each([undefined, 'RS256', 'ES256', 'EdDSA'])('are signed as the application asked: %s', async (alg) => {
    const client = await registerClient(provider, alg === undefined ? {} : { id_token_signed_response_alg: alg });
    const { tokens } = await freshTokens(provider.issuer, client, who);
    const { protectedHeader } = await jwtVerify(
      tokens.id_token,
      createRemoteJWKSet(new URL(`${provider.issuer}/jwks`)),
      { issuer: provider.issuer, audience: client.client_id },
    );
    expect(protectedHeader.alg).toBe(alg ?? 'RS256');
  });

  it('are never unsigned nor signed with the secret', async () => {
    for (const alg of ['none', 'HS256']) {
      const asked = { client_name: 'x', redirect_uris: ['https://x.example/'], id_token_signed_response_alg: alg };
      expect((await provider.api('POST', '/api/v1/clients', 'clients.write', asked)).status).toBe(400);
    }
  });
});
