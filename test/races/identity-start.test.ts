import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database?.drop());

describe('three instances that start at once on an empty database', () => {
  it('agree on one set of keys, and one operator', async () => {
    const provider = await startIdentityProviders(database, { instances: 3 });
    try {
      const sets = await Promise.all(
        provider.instances.map(async (url) => {
          const { keys } = (await (await fetch(`${url}/jwks`)).json()) as {
            keys: { kid: string; alg: string; d?: string }[];
          };
          expect(keys.some((key) => key.d !== undefined)).toBe(false);
          return keys.map((key) => `${key.alg} ${key.kid}`).toSorted();
        }),
      );
      expect(sets[0]).toHaveLength(3);
      expect(sets[1]).toEqual(sets[0]);
      expect(sets[2]).toEqual(sets[0]);
      const { rows } = await database.admin.raw<{ rows: { cookies: string; operators: string }[] }>(
        `select (select count(*) from identity_provider.cookie_keys) as cookies,
                (select count(*) from identity_provider.clients where id = 'operator') as operators`,
      );
      expect(rows[0]).toEqual({ cookies: '1', operators: '1' });
    } finally {
      await provider.stop();
    }
  });
});
