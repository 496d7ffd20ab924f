import { transaction } from '@onecampus/database';
import { currentFeedPosition, feedWaker, followFeed, recordChange } from '@onecampus/directory';
import { memoryEphemeral } from '@onecampus/ephemeral';
import { createLogger, uuidv7 } from '@onecampus/runtime';
import { freshDatabase } from '../support/databases.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { percentile } from './statistics.ts';

const changes_per_second = 200;
const seconds = 20;
const seconds_short = 3;
/** Writers at once, each waiting for its own commits. */
const lanes = 8;
const settle_ms = 2_000;

/**
 * From the end of a commit to the moment at which a follower on another connection has it in hand, at 200 changes a second,
 * woken as the services wake each other without a Redis. Beside it a select by primary key.
 */
export async function benchDirectoryFeed(): Promise<BenchRow[]> {
  const { short } = benchOptions();
  const database = await freshDatabase();
  try {
    const writer = database.as('registrar');
    const reader = database.as('access-checker');
    const byKey: number[] = [];
    for (let n = 0; n < 200; n += 1) {
      const from = performance.now();
      await reader.raw('select id from directory.universities where id = ?', [uuidv7()]);
      byKey.push(performance.now() - from);
    }
    const log = createLogger({ service: 'bench', level: 'silent' });
    const waker = feedWaker(writer, memoryEphemeral(), log);
    const waiting = new Map<string, number>();
    const lags: number[] = [];
    const follower = await followFeed({
      db: reader,
      databaseUrl: database.url('access-checker'),
      ephemeral: memoryEphemeral(),
      log,
      from: await currentFeedPosition(reader),
      onChanges: async (changes) => {
        const now = performance.now();
        for (const { entityId } of changes) {
          const since = waiting.get(entityId);
          if (since !== undefined) lags.push(Math.max(0, now - since));
          waiting.delete(entityId);
        }
      },
    });
    const total = (short ? seconds_short : seconds) * changes_per_second;
    const started = performance.now();
    const lane = async (first: number) => {
      for (let n = first; n < total; n += lanes) {
        const ahead = started + (n * 1_000) / changes_per_second - performance.now();
        if (ahead > 1) await new Promise((resolve) => setTimeout(resolve, ahead));
        await writeOne();
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
    const rate = total / ((performance.now() - started) / 1_000);
    await new Promise((resolve) => setTimeout(resolve, settle_ms));
    await follower.stop();
    progress(`${lags.length} of ${total} changes seen, ${rate.toFixed(0)} a second`);

    async function writeOne(): Promise<void> {
      const id = uuidv7();
      await transaction(writer, async (tx) => {
        await recordChange(tx, { topic: 'person.changed', entityId: id });
        // Known before the commit, so that a follower may be quicker than the answer to it.
        waiting.set(id, Number.POSITIVE_INFINITY);
      });
      if (waiting.has(id)) waiting.set(id, performance.now());
      waker.wake();
    }

    const row = (percent: number): BenchRow => ({
      name: `feed lag at ${changes_per_second} changes a second, p${percent}`,
      value: percentile(lags, percent),
      unit: 'ms',
      ratio: { to: 'a select by primary key', value: percentile(lags, percent) / percentile(byKey, percent) },
    });
    return [
      row(50),
      row(99),
      { name: 'changes written a second', value: rate, unit: '1/s' },
      { name: 'changes that the follower never saw', value: total - lags.length, unit: 'errors' },
    ];
  } finally {
    await database.drop();
  }
}
