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
import { type Ring, rings } from '../../services/identity-provider/src/rules/ring.ts';
import { saveGrant } from '../../services/identity-provider/src/store/grants.ts';
import { settleDelivery, takeDueDeliveries } from '../../services/identity-provider/src/store/logouts.ts';
import {
  findRefreshToken,
  saveRefreshToken,
  useRefreshToken,
} from '../../services/identity-provider/src/store/refresh-tokens.ts';
import { deleteStragglers, emptyPartition, tendRing } from '../../services/identity-provider/src/store/rings.ts';
import { endSession } from '../../services/identity-provider/src/store/session-ends.ts';
import { saveSession } from '../../services/identity-provider/src/store/sessions.ts';
import { purge } from '../../services/identity-provider/src/use-cases/purge.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const day_ms = 86_400_000;
const log = createLogger({ service: 'identity-provider', level: 'silent' });
const inDays = (days: number) => new Date(Date.now() + days * day_ms);

let database: FreshDatabase;
let db: Db;
let personId: string;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  personId = person.personId;
  await database.admin.raw('insert into identity_provider.accounts (person_id, reference_id) values (?, ?)', [
    personId,
    person.referenceId,
  ]);
});

afterAll(() => database?.drop());

async function count(table: string, where = 'true'): Promise<number> {
  const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from identity_provider.${table} where ${where}`,
  );
  return rows[0]!.n;
}

async function slotOf(ring: Ring, at: Date): Promise<number> {
  const { rows } = await db.raw<{ rows: { slot: number }[] }>(
    'select identity_provider.ring_slot(cast(? as timestamptz), ?, ?) as slot',
    [at, ring.days, ring.slots] as never,
  );
  return rows[0]!.slot;
}

/** A sign-in as it was written then, where it was put then. */
async function signInAt(at: Date, slot?: number): Promise<void> {
  await database.admin.raw(
    `insert into identity_provider.sign_ins (person_id, at, session_uid, device, public_computer, methods, slot)
     values (?, ?, 'u', '{}', false, '{pwd}', ?)`,
    [personId, at, slot ?? (await slotOf(rings.signIns, at))] as never,
  );
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

describe('partitions that go round', () => {
  it('are as many and as long as the program believes', async () => {
    for (const ring of Object.values(rings)) {
      const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
        `select count(*)::int as n from pg_inherits where inhparent = 'identity_provider.${ring.table}'::regclass`,
      );
      expect([ring.table, rows[0]!.n]).toEqual([ring.table, ring.slots]);
      if (ring.table === 'refresh_tokens') continue;
      const defaults = await database.admin.raw<{ rows: { said: string }[] }>(
        `select pg_get_expr(d.adbin, d.adrelid) as said from pg_attrdef d join pg_attribute a
           on a.attrelid = d.adrelid and a.attnum = d.adnum
         where d.adrelid = 'identity_provider.${ring.table}'::regclass and a.attname = 'slot'`,
      );
      expect(defaults.rows[0]!.said).toContain(`ring_slot(now(), ${ring.days}, ${ring.slots})`);
    }
  });

  it('have one to spare for as long again as they are', () => {
    for (const { table, days, slots, kept_days } of Object.values(rings) as Ring[]) {
      // A refresh token comes in with fourteen days before it.
      const ahead_days = table === 'refresh_tokens' ? 14 : 0;
      expect(slots).toBeGreaterThanOrEqual(Math.ceil((kept_days + ahead_days) / days) + 2);
    }
  });

  it('of refresh tokens are told alike by the program and the database', async () => {
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

  it('let a token be found by its hash in one of them, chosen before the statement runs', async () => {
    const idHash = await refreshToken(inDays(3));
    const { rows } = await db.raw<{ rows: Record<string, string>[] }>(
      'explain (costs off) select payload from identity_provider.refresh_tokens where id_hash = ?',
      [idHash],
    );
    const plan = rows.map((row) => Object.values(row)[0]).join('\n');
    expect(plan.match(/refresh_tokens_\d(?!_)/g)).toEqual([`refresh_tokens_${partitionOfHash(idHash)}`]);
    expect(plan).not.toContain('Append');
  });
});

describe('emptying a partition', () => {
  it('takes all of a span whose time is over, and nothing of one in which a row is younger', async () => {
    const old = inDays(-91 - rings.signIns.days);
    const slot = await slotOf(rings.signIns, old);
    await signInAt(old);
    await signInAt(old);
    await signInAt(inDays(-1));
    expect(await emptyPartition(db, rings.signIns, slot, new Date())).toBe(true);
    expect(await count('sign_ins', `slot = ${slot}`)).toBe(0);
    expect(await count('sign_ins')).toBe(1);
    await signInAt(old);
    await signInAt(inDays(-2), slot);
    expect(await emptyPartition(db, rings.signIns, slot, new Date())).toBe(false);
    expect(await count('sign_ins', `slot = ${slot}`)).toBe(2);
    await database.admin.raw('delete from identity_provider.sign_ins');
  });

  it('is not had by asking for another time than the clock’s, nor for another table', async () => {
    const ask = (ring: string, before: Date) =>
      db.raw('select identity_provider.empty_partition(?, 0, cast(? as timestamptz), 100)', [ring, before] as never);
    const refused = { cause: { code: '42501' } };
    await expect(ask('sign_ins', inDays(1))).rejects.toMatchObject(refused);
    await expect(ask('accounts', inDays(-1))).rejects.toMatchObject(refused);
    await expect(ask('logout_deliveries', inDays(-1))).rejects.toMatchObject(refused);
    await expect(db.raw('truncate identity_provider.sign_ins_0')).rejects.toMatchObject(refused);
    await expect(db.raw('drop table identity_provider.sign_ins_0')).rejects.toMatchObject(refused);
    await expect(db.raw('delete from identity_provider.sign_ins_0')).rejects.toMatchObject(refused);
  });

  it('gives way to whoever uses it, and sign-ins do not queue behind it', async () => {
    const old = inDays(-91 - rings.signIns.days);
    const slot = await slotOf(rings.signIns, old);
    await signInAt(old);
    const reader = await database.admin.transaction();
    await reader.raw('select count(*) from identity_provider.sign_ins');
    expect(await emptyPartition(db, rings.signIns, slot, new Date())).toBe(false);
    await db.raw(
      `insert into identity_provider.sign_ins (person_id, session_uid, device, public_computer, methods)
       values (?, 'u', '{}', false, '{pwd}')`,
      [personId],
    );
    await reader.rollback();
    expect(await emptyPartition(db, rings.signIns, slot, new Date())).toBe(true);
    await database.admin.raw('delete from identity_provider.sign_ins');
  });

  it('looks again once it has the lock: what was written meanwhile stays', async () => {
    const old = inDays(-91 - rings.signIns.days);
    const slot = await slotOf(rings.signIns, old);
    await signInAt(old);
    const writer = await database.admin.transaction();
    await writer.raw(
      `insert into identity_provider.sign_ins (person_id, session_uid, device, public_computer, methods, slot)
       values (?, 'late', '{}', false, '{pwd}', ?)`,
      [personId, slot] as never,
    );
    const emptying = db.raw<{ rows: { emptied: boolean }[] }>(
      `select identity_provider.empty_partition('sign_ins', ?, now() - interval '90 days', 20000) as emptied`,
      [slot],
    );
    const started = emptying.then((answer) => answer);
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
        `select count(*)::int as n from pg_locks
         where not granted and relation = 'identity_provider.sign_ins_${slot}'::regclass`,
      );
      waiting = rows[0]!.n;
    }
    await writer.commit();
    expect((await started).rows[0]!.emptied).toBe(false);
    expect(await count('sign_ins', `session_uid = 'late'`)).toBe(1);
    await database.admin.raw('delete from identity_provider.sign_ins');
  });
});

describe('a ring that nobody looked after', () => {
  it('for longer than it goes round takes every row, and is put right by the next runs', async () => {
    // Four months of one sign-in a day, written into eleven partitions that nobody emptied.
    for (let age = 120; age >= 0; age -= 1) await signInAt(inDays(-age));
    expect(await count('sign_ins')).toBe(121);
    // Every instance does it.
    await Promise.all([purgeNow(), purgeNow(), purgeNow()]);
    const longest = rings.signIns.kept_days + rings.signIns.days + 1;
    expect(await count('sign_ins', `at < now() - interval '${longest} days'`)).toBe(0);
    expect(await count('sign_ins', `at > now() - interval '90 days'`)).toBe(90);
    await database.admin.raw('delete from identity_provider.sign_ins');
  });

  it('deletes by itself only what is so old, and not more than it was told to', async () => {
    const slot = await slotOf(rings.traces, new Date());
    await database.admin.raw(
      `insert into identity_provider.client_traces (client_id, flow_id, at, step, outcome, slot)
       select 'c', gen_random_uuid(), now() - make_interval(days => d), 'code', 'ok', ${slot} from generate_series(0, 19) d`,
    );
    expect(await deleteStragglers(db, rings.traces, new Date(), 4)).toBe(4);
    expect(await tendRing(db, rings.traces, new Date(), 100)).toEqual({ emptied: 0, deleted: 7 });
    expect(await count('client_traces')).toBe(9);
    await database.admin.raw('delete from identity_provider.client_traces');
  });
});

describe('refresh tokens', () => {
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
