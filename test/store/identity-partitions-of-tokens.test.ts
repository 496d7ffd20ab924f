import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { createLogger, randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import {
  drawnFor,
  partitionOfHash,
  partitionOfWeek,
} from '../../services/identity-provider/src/rules/refresh-partition.ts';
import { rings } from '../../services/identity-provider/src/rules/ring.ts';
import { saveGrant } from '../../services/identity-provider/src/store/grants.ts';
import { settleDelivery, takeDueDeliveries } from '../../services/identity-provider/src/store/logouts.ts';
import {
  findRefreshToken,
  saveRefreshToken,
  useRefreshToken,
} from '../../services/identity-provider/src/store/refresh-tokens.ts';
import { endSession } from '../../services/identity-provider/src/store/session-ends.ts';
import { saveSession } from '../../services/identity-provider/src/store/sessions.ts';
import { purge } from '../../services/identity-provider/src/use-cases/purge.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

const day_ms = 86_400_000;
const log = createLogger({ service: 'identity-provider', level: 'silent' });
const inDays = (days: number) => new Date(Date.now() + days * day_ms);

let database: FreshDatabase;
let db: Db;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
});

afterAll(() => database?.drop());

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from identity_provider.${table} where ${where}`,
  );
  return rows[0]!.n;
}

async function refreshToken(expiresAt: Date): Promise<string> {
  const grantId = randomToken();
  const idHash = hashToken(drawnFor(partitionOfWeek(expiresAt.getTime()), () => randomBytes(32).toString('base64url')));
  // Access beyond the session outlives this token, so that the token goes by its own time.
  await saveGrant(db, { id: grantId, accountId: 'a', clientId: 'c', payload: {}, expiresAt: inDays(30) });
  await saveRefreshToken(db, { idHash, grantId, accountId: 'a', clientId: 'c', payload: {}, expiresAt });
  return idHash;
}

const purgeNow = (now = new Date()) => purge({ db, log }, now, new AbortController().signal);

describe('refresh tokens', () => {
  it('lie where the program and the database say alike', async () => {
    for (let n = 0; n < 40; n += 1) {
      const idHash = await refreshToken(inDays(n / 3));
      const { rows } = await database.admin.raw<{ rows: { leaf: string; slot: number }[] }>(
        `select tableoid::regclass::text as leaf, identity_provider.ring_slot(expires_at, 7, 5) as slot
         from identity_provider.refresh_tokens where id_hash = ?`,
        [idHash],
      );
      expect(rows).toEqual([
        { leaf: `identity_provider.refresh_tokens_${partitionOfHash(idHash)}`, slot: partitionOfHash(idHash) },
      ]);
    }
  });

  it('are found by their hash in one partition, chosen before the statement runs', async () => {
    const idHash = await refreshToken(inDays(3));
    const { rows } = await db.raw<{ rows: Record<string, string>[] }>(
      'explain (costs off) select payload from identity_provider.refresh_tokens where id_hash = ?',
      [idHash],
    );
    const plan = rows.map((row) => Object.values(row)[0]).join('\n');
    expect(plan.match(/refresh_tokens_\d(?!_)/g)).toEqual([`refresh_tokens_${partitionOfHash(idHash)}`]);
    expect(plan).not.toContain('Append');
  });
  it('leave with the week in which they expired, a day after it, and not before', async () => {
    await database.admin.raw('delete from identity_provider.grants');
    const now = Date.now();
    // Of all weeks that are around at once, and of one that is over.
    const living = await Promise.all([0, 4, 9, 14].map((days) => refreshToken(inDays(days + 0.01))));
    const justExpired = await refreshToken(inDays(-0.5));
    const gone = await refreshToken(inDays(-1 - rings.refreshTokens.days));
    expect(await findRefreshToken(db, gone)).toBeDefined();
    await purgeNow();
    expect(await findRefreshToken(db, gone)).toBeUndefined();
    for (const idHash of [...living, justExpired]) expect(await findRefreshToken(db, idHash)).toBeDefined();
    expect(await useRefreshToken(db, { idHash: living[0]!, successorHash: randomToken() })).toBe('first');
    expect(Date.now() - now).toBeLessThan(day_ms);
  });

  it('that were not drawn for their week are found, used and forgotten like the others', async () => {
    await database.admin.raw('delete from identity_provider.grants');
    const grantId = randomToken();
    await saveGrant(db, { id: grantId, accountId: 'a', clientId: 'c', payload: {}, expiresAt: inDays(30) });
    const save = async (expiresAt: Date) => {
      const idHash = randomToken();
      await saveRefreshToken(db, { idHash, grantId, accountId: 'a', clientId: 'c', payload: {}, expiresAt });
      return idHash;
    };
    const [living, old] = [await save(inDays(2)), await save(inDays(-10))];
    expect(await useRefreshToken(db, { idHash: living, successorHash: randomToken() })).toBe('first');
    await purgeNow();
    expect(await findRefreshToken(db, old)).toBeUndefined();
    expect((await findRefreshToken(db, living))?.spent).toBe(false);
  });

  it('can be used by many at once, again and again, and the database stays up', async () => {
    for (let n = 0; n < 40; n += 1) {
      const idHash = await refreshToken(inDays(3));
      const successorHash = randomToken();
      const used = await Promise.all(Array.from({ length: 40 }, () => useRefreshToken(db, { idHash, successorHash })));
      expect(used.filter((one) => one === 'first')).toHaveLength(1);
      expect(used.filter((one) => one === 'repeat')).toHaveLength(1);
    }
  });
});

describe('logouts', () => {
  async function endedSession(): Promise<string> {
    const [idHash, uid] = [randomToken(), randomToken()];
    await saveSession(db, {
      idHash,
      uid,
      accountId: 'reference',
      loginAt: new Date(),
      expiresAt: inDays(1),
      epoch: 0,
      payload: {},
      changedAuthorizations: { told: { sid: 's' } },
      removedClientIds: [],
    });
    await database.admin.raw(
      `insert into identity_provider.clients (id, name, name_ru, token_endpoint_auth_method, grant_types, redirect_uris,
         subject_decision, subject_type, secret_hash, backchannel_logout_uri, created_by)
       values ('told', 'x', 'x', 'client_secret_basic', '{authorization_code}', '{https://x}', 'x', 'public', ?, 'https://x', 't')
       on conflict do nothing`,
      [randomToken()],
    );
    await db.transaction((tx) => endSession(tx as never, idHash, 'sign-out'));
    return uid;
  }
  const age = (uid: string, days: number) =>
    database.admin.raw(
      `with moved as (delete from identity_provider.logouts where session_uid = :uid returning *),
            put as (insert into identity_provider.logouts select id, session_uid, account_id, because, at, receipt_hash,
                      identity_provider.ring_slot(at, 10, 5)
                    from moved, lateral (select now() - make_interval(days => :days)) t (at) returning id, slot)
       insert into identity_provider.logout_deliveries (logout_id, slot, client_id, protocol, state)
       select id, slot, 'told', 'oidc', 'pending' from put`,
      { uid, days } as never,
    );

  it('stay while an application has yet to be told, however old, and then leave together with what was told', async () => {
    const uid = await endedSession();
    expect(await count('logout_deliveries')).toBe(1);
    await age(uid, 45);
    await purgeNow();
    expect(await count('logouts', `session_uid = '${uid}'`)).toBe(1);
    await database.admin.raw(`update identity_provider.logout_deliveries set state = 'told', settled_at = now()`);
    await purgeNow();
    expect([await count('logouts'), await count('logout_deliveries')]).toEqual([0, 0]);
  });

  it('are told by many at once, each application once, and the database stays up', async () => {
    await database.admin.raw('delete from identity_provider.logouts');
    for (let n = 0; n < 25; n += 1) await endedSession();
    const taken: string[] = [];
    const tell = async () => {
      for (;;) {
        const lease = randomUUID();
        const due = await takeDueDeliveries(db, lease, 3);
        if (due.length === 0) return;
        for (const { logoutId, clientId } of due) {
          taken.push(logoutId);
          await settleDelivery(db, { logoutId, clientId, lease }, 'told');
        }
      }
    };
    await Promise.all(Array.from({ length: 12 }, tell));
    while ((await count('logout_deliveries', `state = 'pending'`)) > 0) await tell();
    expect(taken.toSorted()).toEqual([...new Set(taken)].sort());
    expect(taken).toHaveLength(25);
  });

  it('are one for a session, also where its second end is noted in another partition', async () => {
    const uid = await endedSession();
    await age(uid, 12);
    // As though it had not ended.
    await database.admin.raw(
      `update identity_provider.sessions set ended_at = null, ended_because = null where uid = ?`,
      [uid],
    );
    await database.admin.raw(
      `update identity_provider.sessions set ended_at = now(), ended_because = 'epoch' where uid = ?`,
      [uid],
    );
    expect(await count('logouts', `session_uid = '${uid}'`)).toBe(1);
  });
});
