import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import { importJWK, type JWK, SignJWT } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { type Entity, startEntity } from './federation-entities.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

export const password = 'верный пароль 1';
export const callback = 'http://localhost:9/callback';

export type Lms = { readonly entity: Entity; readonly keys: { readonly privateJwk: JWK } };

/** A consortium as an anchor of trust, with two officers who admit entities and a student who signs in to them. */
export async function openFederation() {
  const database: FreshDatabase = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const provider: IdentityProvider = await startIdentityProviders(database, {
    settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' },
  });
  const people = await Promise.all([1, 2, 3].map(() => arrangePerson(database.admin, { university: tpu })));
  for (const { personId } of people)
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  const student: ArrangedPerson = people[2]!;
  const officers: Browser[] = [];
  for (const { personId, eppn } of people.slice(0, 2)) {
    await provider.api('PUT', `/api/v1/consortium/officers/${personId}`, 'keys.write');
    officers.push((await signInToOwnPages(provider, { login: eppn, password })).browser);
  }
  const entities: Entity[] = [];

  const at = (path: string) => `${provider.issuer}${path}`;
  const start = async (own: Parameters<typeof startEntity>[0]) => {
    const entity = await startEntity(own);
    entities.push(entity);
    return entity;
  };
  /** An LMS that publishes an entity statement, under these superiors. */
  const startLms = async (
    superiors: readonly string[] = [provider.issuer],
    change: Record<string, unknown> = {},
  ): Promise<Lms> => {
    const keys = await generateSigningKey('ES256', `lms-${randomBytes(4).toString('hex')}`);
    const entity = await start({
      superiors,
      metadata: {
        openid_relying_party: {
          client_name: 'Moodle of a department',
          redirect_uris: [callback],
          scope: 'openid profile email clients.write',
          jwks: { keys: [keys.publicJwk] },
          ...change,
        },
      },
    });
    return { entity, keys };
  };
  const admit = async (entity: string, kind = 'openid_relying_party') => {
    const proposed = await officers[0]!.post(at('/consortium/federation'), { entity, kind });
    expect(proposed.status).toBe(303);
    expect((await officers[0]!.post(at('/consortium/federation/admit'), { entity })).status).toBe(403);
    expect((await officers[1]!.post(at('/consortium/federation/admit'), { entity })).status).toBe(303);
  };
  /** An authorization request, signed by the application (RFC 9101), or as a plain query. */
  const requestOf = async ({ entity, keys }: { entity: Entity; keys: { privateJwk: JWK } }, signed = true) => {
    const params = {
      client_id: entity.id,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid profile',
      state: 's',
      nonce: randomBytes(8).toString('hex'),
    };
    if (!signed) return at(`/auth?${new URLSearchParams(params)}`);
    const request = await new SignJWT(params)
      .setProtectedHeader({ alg: 'ES256', kid: keys.privateJwk.kid! })
      .setIssuer(entity.id)
      .setAudience(provider.issuer)
      .setIssuedAt()
      .setJti(randomBytes(8).toString('hex'))
      .setExpirationTime('60s')
      .sign(await importJWK(keys.privateJwk, 'ES256'));
    return at(`/auth?${new URLSearchParams({ client_id: entity.id, request })}`);
  };
  /** The status of the page that a request without a session gets: 200 asks who it is, anything else refuses. */
  const asks = async (url: string) => {
    const browser = new Browser();
    const ended = await browser.follow(await browser.get(url), callback);
    return ended.url.includes('/interaction/') ? ended.response.status : 400;
  };

  return {
    database,
    provider,
    student,
    officers,
    at,
    start,
    startLms,
    admit,
    requestOf,
    asks,
    close: async () => {
      await provider.stop();
      for (const entity of entities) await entity.close();
      await database.drop();
    },
  };
}
