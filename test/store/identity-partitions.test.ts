import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { createLogger } from '@onecampus/runtime';
import { type Ring, rings } from '../../services/identity-provider/src/rules/ring.ts';
import { deleteStragglers, emptyPartition, tendRing } from '../../services/identity-provider/src/store/rings.ts';
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
