import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bindClient } from '@onecampus/registrar/use-cases/scim/bind-client';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { type IdentityProvider, startIdentityProviders } from '../identity-provider/identity-provider.ts';
import { user } from './scim.ts';
import { type Served, serveRegistrar } from './served.ts';

const registrarUrl = 'http://registrar.test';

describe('SCIM with the identity provider’s own tokens', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let served: Served;
  beforeAll(async () => {
    database = await freshDatabase();
    await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database, { settings: { CAMPUS_REGISTRAR_URL: registrarUrl } });
    served = await serveRegistrar(database, { CAMPUS_ISSUER: provider.issuer, CAMPUS_PUBLIC_URL: registrarUrl });
  });
  afterAll(async () => {
    await served.close();
    await provider.stop();
    await database.drop();
  });

  it('takes the token of a program that proved itself by its key (private_key_jwt), for its one university', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const registered = await provider.api('POST', '/api/v1/clients', 'clients.write', {
      client_id: 'sis-tsu',
      client_name: 'SIS of TSU',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['client_credentials'],
      scope: 'scim',
      jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'sis', use: 'sig', alg: 'ES256' }] },
    });
    expect(registered.status).toBe(201);
    await bindClient(served.context, { by: 'client:test', university: 'tsu', clientId: 'sis-tsu' });

    const answer = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'scim',
        resource: registrarUrl,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await new SignJWT({})
          .setProtectedHeader({ alg: 'ES256', kid: 'sis' })
          .setIssuer('sis-tsu')
          .setSubject('sis-tsu')
          .setAudience(provider.issuer)
          .setJti(crypto.randomUUID())
          .setIssuedAt()
          .setExpirationTime('60s')
          .sign(privateKey),
      }),
    });
    expect(answer.status).toBe(200);
    const { access_token } = (await answer.json()) as { access_token: string };
    const authorization = `Bearer ${access_token}`;
    const created = await request(served.app)
      .post('/scim/v2/tsu/Users')
      .set({ authorization, 'content-type': 'application/scim+json' })
      .send(JSON.stringify(user('a.elkina')));
    expect(created.status).toBe(201);
    const found = await request(served.app).get(`/scim/v2/tsu/Users/${created.body.id}`).set({ authorization });
    expect(found.status).toBe(200);
    await request(served.app).get('/scim/v2/tpu/Users').set({ authorization }).expect(404);
  });
});
