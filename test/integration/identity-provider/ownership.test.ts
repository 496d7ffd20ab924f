import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, randomToken } from '@onecampus/runtime';
import { saveGrant } from '../../../services/identity-provider/src/store/grants.ts';
import { saveRefreshToken } from '../../../services/identity-provider/src/store/refresh-tokens.ts';
import { saveSession } from '../../../services/identity-provider/src/store/sessions.ts';
import { endExpired } from '../../../services/identity-provider/src/use-cases/end-expired.ts';
import { purge } from '../../../services/identity-provider/src/use-cases/purge.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';

let database: FreshDatabase;
const log = createLogger({ service: 'identity-provider', level: 'silent' });

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database?.drop());

const tables = [
  'accounts',
  'passwords',
  'clients',
  'sessions',
  'session_authorizations',
  'grants',
  'refresh_tokens',
  'signing_keys',
  'cookie_keys',
];

describe('the tables of the identity provider', () => {
  it.each(['registrar', 'card-issuer', 'access-checker'] as const)('cannot be read by the %s', async (service) => {
    const db = database.as(service);
    for (const table of tables) {
      await expect(db.raw(`select 1 from identity_provider.${table}`)).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    }
  });

  it('cannot be emptied by the identity provider itself where somebody would miss it', async () => {
    const db = database.as('identity-provider');
    const { tpu } = await arrangeUniversities(database.admin);
    const { personId, referenceId } = await arrangePerson(database.admin, { university: tpu });
    await db.raw('insert into identity_provider.accounts (person_id, reference_id) values (?, ?)', [
      personId,
      referenceId,
    ]);
    await db.raw(
      `insert into identity_provider.passwords (person_id, hash, changed_by) values (?, '$argon2id$x', 'service:test')`,
      [personId],
    );
    for (const table of ['accounts', 'passwords', 'clients', 'signing_keys']) {
      await expect(db.raw(`delete from identity_provider.${table}`)).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    }
  });

  it('hold no private key in the clear and no second signer', async () => {
    const insert = (kid: string, jwk: object) =>
      database.admin.raw(
        `insert into identity_provider.signing_keys (kid, alg, state, state_since, public_jwk, sealed_private_jwk)
         values (?, 'RS256', 'signing', now(), ?, 'v1.x')`,
        [kid, JSON.stringify(jwk)],
      );
    await expect(insert('a', { kty: 'RSA', d: 'private' })).rejects.toMatchObject({ cause: { code: '23514' } });
    await insert('b', { kty: 'RSA' });
    await expect(insert('c', { kty: 'RSA' })).rejects.toMatchObject({ cause: { code: '23505' } });
  });
});

describe('the purge', () => {
  it('takes what expired more than a day ago and leaves the rest', async () => {
    const db = database.as('identity-provider');
    const days = (n: number) => new Date(Date.now() + n * 86_400_000);
    const write = async (expiresAt: Date) => {
      const grantId = randomToken();
      const [accountId, clientId, payload] = ['a', 'c', {}];
      await saveGrant(db, { id: grantId, accountId, clientId, payload, expiresAt });
      await saveRefreshToken(db, { idHash: randomToken(), grantId, accountId, clientId, payload, expiresAt });
      await saveSession(db, {
        idHash: randomToken(),
        uid: randomToken(),
        accountId,
        loginAt: new Date(),
        expiresAt,
        payload,
        changedAuthorizations: { c: { sid: 's', grantId } },
        removedClientIds: [],
      });
    };
    await write(days(-2));
    await write(days(-0.5));
    await write(days(1));
    const purgeOnce = () => purge({ db, log }, new Date(), new AbortController().signal);
    const left = async () => {
      const { rows } = await database.admin.raw<{ rows: Record<string, number>[] }>(
        `select ${['grants', 'refresh_tokens', 'sessions', 'session_authorizations']
          .map((table) => `(select count(*)::int from identity_provider.${table}) as ${table}`)
          .join(', ')}`,
      );
      return rows[0];
    };
    // A session is kept, with what it holds for applications, until its end was noted and they are being told of it.
    await purgeOnce();
    expect(await left()).toEqual({ grants: 2, refresh_tokens: 2, sessions: 3, session_authorizations: 3 });
    await endExpired(db, new AbortController().signal);
    await purgeOnce();
    await purgeOnce();
    // What was granted in a session went with it, the day before.
    expect(await left()).toEqual({ grants: 1, refresh_tokens: 1, sessions: 2, session_authorizations: 2 });
  });
});
