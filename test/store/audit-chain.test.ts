import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditKey, consortiumChain, type TrustedKey, verifyExport } from '@onecampus/audit-chain';
import { type Db, transaction } from '@onecampus/database';
import {
  acrossUniversities,
  exportChain,
  findHead,
  type Linked,
  linkEntries,
  listChains,
  readLinks,
  recordAudit,
  signCheckpointIfDue,
  withinChain,
} from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

const key = auditKey(Buffer.alloc(32, 1));
const always = { every_entries: 1, every_ms: 1 };
const trustedKeys: TrustedKey[] = [{ role: 'operator', name: 'operator', x: key.x }];

describe('audit chains', () => {
  let database: FreshDatabase;
  let registrar: Db;
  /** A chain of its own for each test; the trail asks no university's leave. */
  let chain: string;
  beforeAll(async () => {
    database = await freshDatabase();
    registrar = database.as('registrar');
  });
  beforeEach(() => {
    chain = uuidv7();
  });
  afterAll(() => database.drop());

  const write = (db: Db, action = 'card.viewed', universityId: string | undefined = chain) =>
    recordAudit(db, { actor: 'service:test', action, ...(universityId === undefined ? {} : { universityId }) });
  const link = (limit = 1_000, db = registrar): Promise<Linked | undefined> =>
    acrossUniversities(db, (tx) => linkEntries(tx, chain, limit));
  /** Until `count` entries are linked: other files' transactions in the same cluster hold the line back for a while. */
  const linkAll = async (count: number, limit = 1_000) => {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const linked = await link(limit);
      if (linked && linked.head.n >= count) return linked.head.n;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('it did not come true');
  };
  const linksOf = () => acrossUniversities(registrar, (tx) => readLinks(tx, chain, 0, Number.MAX_SAFE_INTEGER, 10_000));
  const entriesOf = async () => {
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      `select id::text as id from directory.audit_trail where university_id = ? order by audit_trail.tx, audit_trail.id`,
      [chain],
    );
    return rows.map((row) => row.id);
  };
  const verify = async (db = registrar) => {
    const lines: string[] = [];
    const order = {
      chain,
      university: null,
      within: <Result>(work: Parameters<typeof withinChain<Result>>[2]) => withinChain(db, chain, work),
      key,
      retiredKeys: [],
      now: () => new Date(),
    };
    for await (const line of exportChain(order)) lines.push(line);
    return verifyExport([Buffer.from(lines.join(''))], { trustedKeys });
  };

  it('leaves out no entry and keeps the order of commits, while five write with random delay and two chain', async () => {
    let writing = true;
    const writers = Array.from({ length: 5 }, async (_, writer) => {
      const db = [database.as('card-issuer'), registrar][writer % 2]!;
      for (let turn = 0; turn < 12; turn += 1) {
        await transaction(db, async (tx) => {
          await write(tx);
          await tx.raw('select pg_sleep(random() * 0.015)');
          if (turn % 3 === 0) await write(tx);
        });
      }
    });
    const chainer = async (db: Db) => {
      while (writing) await link(7, db);
    };
    const chainers = [chainer(registrar), chainer(database.as('registrar'))];
    await Promise.all(writers);
    writing = false;
    await Promise.all(chainers);
    expect(await linkAll(80, 7)).toBe(80);
    const links = await linksOf();
    expect(links.map((one) => one.n)).toEqual(links.map((_, index) => index + 1));
    expect(links.map((one) => one.id)).toEqual(await entriesOf());
    expect(await verify()).toMatchObject({ ok: true, entries: 80 });
  });

  it('waits for a transaction that began earlier and commits later', async () => {
    const written = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const slow = transaction(registrar, async (tx) => {
      await write(tx, 'card.slow');
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    await write(registrar, 'card.quick');
    const waiting = await link();
    expect(waiting).toMatchObject({ count: 0, head: { n: 0 } });
    expect(waiting!.unchainedSince).toBeInstanceOf(Date);
    mayCommit.resolve();
    await slow;
    await linkAll(2);
    expect((await linksOf()).map((one) => one.id)).toEqual(await entriesOf());
    expect((await link())!.unchainedSince).toBeUndefined();
  });

  it('has one chainer at a time: a second one leaves at once, and takes over when the first is gone', async () => {
    await write(registrar);
    await linkAll(1);
    const mayEnd = Promise.withResolvers<void>();
    const atWork = Promise.withResolvers<void>();
    const first = acrossUniversities(registrar, async (tx) => {
      await linkEntries(tx, chain, 10);
      atWork.resolve();
      await mayEnd.promise;
    });
    await atWork.promise;
    expect(await link()).toBeUndefined();
    mayEnd.resolve();
    await first;
    expect(await link()).toMatchObject({ count: 0, head: { n: 1 } });
  });

  it('goes on where it was when its process is killed in the middle of a batch or between two', async () => {
    for (let count = 0; count < 10; count += 1) await write(registrar);
    await linkAll(4, 4);
    const killed = acrossUniversities(database.as('registrar'), async (tx) => {
      await linkEntries(tx, chain, 4);
      const { rows } = await tx.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
      await database.admin.raw('select pg_terminate_backend(?)', [rows[0]!.pid]);
      await tx.raw('select 1');
    });
    await expect(killed).rejects.toThrow();
    const before = (await linksOf()).length;
    expect(before % 4).toBe(0);
    await linkAll(10, 3);
    expect(await verify()).toMatchObject({ ok: true, entries: 10 });
  });

  it('finds every chain, an id that no university has included, and the consortium’s', async () => {
    await write(registrar);
    const chains = await acrossUniversities(registrar, listChains);
    expect(chains).toContain(chain);
    expect(chains[0]).toBe(consortiumChain);
    expect(new Set(chains).size).toBe(chains.length);
  });

  it('signs a checkpoint after so many entries, or after so much time if there is anything new', async () => {
    const rule = { every_entries: 3, every_ms: 60_000 };
    const sign = (at: string) =>
      acrossUniversities(registrar, async (tx) => {
        const { head } = (await linkEntries(tx, chain, 100))!;
        return signCheckpointIfDue(tx, chain, head, { key, now: new Date(at), rule });
      });
    expect(await sign('2026-09-01T08:00:00.000Z')).toBe(false);
    await write(registrar);
    await linkAll(1);
    expect(await sign('2026-09-01T08:00:00.000Z')).toBe(true);
    expect(await sign('2026-09-01T08:00:01.000Z')).toBe(false);
    await write(registrar);
    await linkAll(2);
    expect(await sign('2026-09-01T08:00:59.000Z')).toBe(false);
    expect(await sign('2026-09-01T08:01:00.000Z')).toBe(true);
    for (const _ of [1, 2, 3]) await write(registrar);
    await linkAll(5);
    expect(await sign('2026-09-01T08:01:01.000Z')).toBe(true);
    expect(await verify()).toMatchObject({ ok: true, evidence: { checkpoints: 3, signedTo: 5 } });
  });

  it('is carried exactly whatever the details are', async () => {
    const strange = [
      '{"a": 1.10}',
      '{"a": 1e300, "b": 12345678901234567890}',
      '[1]',
      'null',
      '{"я": "\\u2028𝕏", "__proto__": 1}',
    ];
    for (const details of strange) {
      await registrar.raw(
        `insert into directory.audit_trail (actor, action, university_id, details) values ('unknown', 'card.viewed', ?, ?::jsonb)`,
        [chain, details],
      );
    }
    await linkAll(strange.length);
    expect(await verify()).toMatchObject({ ok: true, entries: strange.length });
  });

  it('is exported whole over several pages, with a checkpoint where one ends and the next begins', async () => {
    await registrar.raw(
      `insert into directory.audit_trail (actor, action, university_id)
       select 'client:c' || i, 'card.viewed', ? from generate_series(1, 2300) i`,
      [chain],
    );
    for (const n of [1_000, 1_001, 2_000, 2_300]) {
      while ((await acrossUniversities(registrar, (tx) => findHead(tx, chain))).n < n) {
        await acrossUniversities(registrar, async (tx) => {
          const before = await findHead(tx, chain);
          const { head } = (await linkEntries(tx, chain, n - before.n))!;
          if (head.n === n) await signCheckpointIfDue(tx, chain, head, { key, now: new Date(), rule: always });
        });
      }
    }
    expect(await verify()).toMatchObject({ ok: true, entries: 2_300, evidence: { checkpoints: 4, signedTo: 2_300 } });
  });

  it('cannot be rewritten or taken back by its owner, nor written by the registrar without taking the steward’s role', async () => {
    for (const table of ['audit_links', 'audit_checkpoints', 'audit_witness_keys', 'audit_witnesses']) {
      for (const statement of [`delete from directory.${table}`, `truncate directory.${table} cascade`]) {
        await expect(database.admin.raw(statement)).rejects.toMatchObject({
          cause: { message: expect.stringContaining('append-only') },
        });
      }
    }
    await expect(transaction(registrar, (tx) => linkEntries(tx, chain, 1))).resolves.toMatchObject({ count: 0 });
    await expect(
      registrar.raw(`insert into directory.audit_checkpoints values ('consortium', 1, '', now(), '', '')`),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('takes no link whose hash is not that of what it links', async () => {
    await expect(
      database.admin.raw(
        `insert into directory.audit_links (chain, n, entry_tx, entry_id, prev, leaf, hash)
         select 'consortium', 1, '1', 1, zero, zero, zero from decode(repeat('00', 32), 'hex') as zero`,
      ),
    ).rejects.toMatchObject({ cause: { constraint: 'audit_links_check' } });
  });

  it('is not continued where it is shorter than its checkpoint', async () => {
    for (const _ of [1, 2]) await write(registrar);
    await linkAll(2);
    await acrossUniversities(registrar, async (tx) => {
      const { head } = (await linkEntries(tx, chain, 1))!;
      await signCheckpointIfDue(tx, chain, head, { key, now: new Date(), rule: always });
    });
    await transaction(database.admin, async (tx) => {
      await tx.raw('set local session_replication_role = replica');
      await tx.raw('delete from directory.audit_links where chain = ? and n = 2', [chain]);
    });
    await expect(link()).rejects.toThrow('is broken: it ends at 1, its checkpoint at 2');
  });
});
