import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import { currentFeedPosition, type FeedPosition, followFeed, readChanges, recordChange } from '@onecampus/directory';
import { memoryEphemeral } from '@onecampus/ephemeral';
import { createLogger, uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

const beginning: FeedPosition = { tx: '0', sequence: '0' };

describe('change feed', () => {
  let database: FreshDatabase;
  let writer: Db;
  beforeAll(async () => {
    database = await freshDatabase();
    writer = database.as('registrar');
  });
  afterAll(() => database.drop());

  it('loses no row whose transaction commits late, where a reader that keeps the last sequence loses it', async () => {
    const slow = uuidv7();
    const quick = uuidv7();
    const slowWritten = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const slowDone = transaction(writer, async (tx) => {
      await recordChange(tx, { topic: 'person.changed', entityId: slow });
      slowWritten.resolve();
      await mayCommit.promise;
    });
    await slowWritten.promise;
    await transaction(writer, (tx) => recordChange(tx, { topic: 'person.changed', entityId: quick }));

    const naive = new NaiveReader(database.admin);
    const seenNaively = [...(await naive.read())];
    expect(seenNaively).toEqual([quick]);
    expect(await readChanges(writer, beginning, 100)).toEqual([]);

    mayCommit.resolve();
    await slowDone;

    seenNaively.push(...(await naive.read()));
    expect(seenNaively).toEqual([quick]);
    // Other files' transactions in the same cluster hold the line back for a while.
    await until(async () => (await readChanges(writer, beginning, 100)).length >= 2);
    const seen = await readChanges(writer, beginning, 100);
    expect(seen.map((change) => change.entityId)).toEqual([slow, quick]);
  });

  it('hands every row to two readers of unlike steps exactly once, in one order, while five writers commit in any order', async () => {
    const written = new Set<string>();
    const readers = [openReader(writer, 7), openReader(writer, 64)];
    const writers = Array.from({ length: 5 }, async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        const id = uuidv7();
        await transaction(writer, async (tx) => {
          await recordChange(tx, { topic: 'card.changed', entityId: id });
          await tx.raw('select pg_sleep(random() * 0.01)');
        });
        written.add(id);
      }
    });
    let writing = true;
    const allWritten = Promise.all(writers).then(() => {
      writing = false;
    });
    // Each at its own pace: neither waits for the other, and both are done only when both have everything.
    await Promise.all(
      readers.map(async ({ readOn, seen }) => {
        while (writing) await readOn();
        await until(async () => (await readOn()) === 0 && seen.length >= 100);
      }),
    );
    await allWritten;
    for (const { seen } of readers) {
      expect(seen).toHaveLength(100);
      expect(new Set(seen)).toEqual(written);
    }
    expect(readers[0]!.seen).toEqual(readers[1]!.seen);
  });

  it('counts as numbers count: rows of one transaction come in the order they were written, in steps of any size', async () => {
    const ids = Array.from({ length: 30 }, () => uuidv7());
    // Where a number gets one digit more, an order of texts goes wrong: "1000" comes before "999".
    await database.admin.raw(
      `select setval(pg_get_serial_sequence('directory.change_feed', 'sequence'), 999990) where not exists
         (select from directory.change_feed where sequence > 999990)`,
    );
    await transaction(writer, async (tx) => {
      for (const entityId of ids) await recordChange(tx, { topic: 'person.changed', entityId });
    });
    for (const step of [7, 20, 1_000]) {
      const seen: string[] = [];
      let position = beginning;
      await until(async () => {
        const changes = await readChanges(writer, position, step);
        seen.push(...changes.map(({ entityId }) => entityId).filter((id) => ids.includes(id)));
        const last = changes.at(-1);
        if (last) position = { tx: last.tx, sequence: last.sequence };
        return !last && seen.length >= ids.length;
      });
      expect(seen).toEqual(ids);
    }
  });

  it('reaches a follower at once although an older transaction runs, and the older one’s row reaches it too', async () => {
    const seen: string[] = [];
    const follower = await followFeed({
      db: writer,
      databaseUrl: database.url('registrar'),
      ephemeral: memoryEphemeral(),
      log: createLogger({ service: 'test', level: 'silent' }),
      from: await currentFeedPosition(writer),
      onChanges: async (changes) => void seen.push(...changes.map((change) => change.entityId)),
    });
    const [slow, quick, last] = [uuidv7(), uuidv7(), uuidv7()];
    const mayCommit = Promise.withResolvers<void>();
    const slowWritten = Promise.withResolvers<void>();
    const slowDone = transaction(writer, async (tx) => {
      await recordChange(tx, { topic: 'person.changed', entityId: slow });
      slowWritten.resolve();
      await mayCommit.promise;
    });
    await slowWritten.promise;
    await transaction(writer, (tx) => recordChange(tx, { topic: 'card.changed', entityId: quick }));
    await until(() => seen.includes(quick));
    expect(seen).not.toContain(slow);
    const held = follower.position();
    mayCommit.resolve();
    await slowDone;
    await transaction(writer, (tx) => recordChange(tx, { topic: 'card.changed', entityId: last }));
    await until(() => seen.includes(last) && BigInt(follower.position().tx) > BigInt(held.tx));
    await follower.stop();
    expect(seen.filter((id) => [slow, quick, last].includes(id)).sort()).toEqual([slow, quick, last].sort());
  });

  it('cannot be rewritten, not even by its owner', async () => {
    await expect(writer.raw(`delete from directory.change_feed`)).rejects.toMatchObject({ code: 'unexpected' });
    await expect(database.admin.raw(`update directory.change_feed set topic = 'a.b'`)).rejects.toThrow();
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not come true');
}

/** A follower that takes so many rows at a time and goes on from the last that it saw. */
function openReader(db: Db, step: number) {
  const seen: string[] = [];
  let position = beginning;
  const readOn = async () => {
    const changes = await readChanges(db, position, step);
    for (const change of changes) if (change.topic === 'card.changed') seen.push(change.entityId);
    const last = changes.at(-1);
    if (last) position = { tx: last.tx, sequence: last.sequence };
    return changes.length;
  };
  return { seen, readOn };
}

/** What one would write first: keep the highest sequence seen and ask for more. */
class NaiveReader {
  readonly #db: Db;
  #last = '0';

  constructor(db: Db) {
    this.#db = db;
  }

  async read(): Promise<string[]> {
    const { rows } = await this.#db.raw<{ rows: { sequence: string; entity_id: string }[] }>(
      'select sequence::text as sequence, entity_id from directory.change_feed where sequence > ? order by sequence',
      [this.#last],
    );
    this.#last = rows.at(-1)?.sequence ?? this.#last;
    return rows.map((row) => row.entity_id);
  }
}
