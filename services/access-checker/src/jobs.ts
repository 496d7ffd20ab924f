import type { Db } from '@onecampus/database';
import { type Clock, type Logger, type Repeating, repeat } from '@onecampus/runtime';
import type { Config } from './config.ts';
import type { TerminalsSeen } from './passages/terminals-seen.ts';
import { forgetOldPassages } from './use-cases/forget-old-passages.ts';

const seen_every_ms = 10_000;
const forget_every_ms = 3_600_000;

/** What this service does without being asked. */
export function startJobs(options: {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly seen: TerminalsSeen;
  readonly config: Config;
}): Repeating {
  const { db, clock, log, seen, config } = options;
  const jobs = [
    repeat('terminals-seen', seen_every_ms, log, () => seen.flush()),
    repeat('forget-old-passages', forget_every_ms, log, async (signal) => {
      const forgotten = await forgetOldPassages(db, clock.now(), config.passage_retention_days, signal);
      if (forgotten > 0) log.info({ forgotten }, 'passages whose time was over were removed');
    }),
  ];
  return { stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))) };
}
