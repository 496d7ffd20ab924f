import { sqlStateOf } from '@onecampus/database';
import { DomainError, isDomainError } from '@onecampus/errors';
import type { Logger } from '@onecampus/runtime';
import type { PassageRow } from '../store/passages.ts';

/** A passage waits this long for others to be written with it. */
const gather_ms = 20;
const batch_size = 1_000;
const try_again_after_ms = 500;
/** Leaves room within the ten seconds that a service has for its drain. */
const drain_timeout_ms = 6_000;

export interface PassageQueue {
  /** Takes a passage to be stored, without waiting; `database.unavailable` when too many are waiting already. */
  add(passage: PassageRow): void;
  waiting(): number;
  /** Resolves when nothing is waiting. */
  idle(): Promise<void>;
  /** Writes what is waiting, as far as the database lets it, and takes no more. */
  drain(): Promise<void>;
}

/**
 * Writes passages behind the answers, in order and in groups, so that no gate waits for a disk. While the database is away
 * they wait in memory, up to a bound. What a process that is killed had not yet written is lost here.
 */
export function passageQueue(options: {
  readonly write: (passages: readonly PassageRow[]) => Promise<void>;
  readonly waiting_max: number;
  readonly log: Logger;
}): PassageQueue {
  const { write, waiting_max, log } = options;
  let queue: PassageRow[] = [];
  let draining = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  const schedule = (ms: number) => {
    if (timer || writing || queue.length === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      writing = flush().finally(() => {
        writing = undefined;
      });
    }, ms);
  };

  const flush = async () => {
    const batch = queue.slice(0, batch_size);
    let next = 0;
    try {
      await write(batch);
      queue = queue.slice(batch.length);
    } catch (error) {
      if (await writeOneByOne(error, batch)) queue = queue.slice(batch.length);
      else next = try_again_after_ms;
    }
    setImmediate(() => schedule(next));
  };

  /** A row that the database refuses for itself must not hold up all others; `false` where waiting is what helps. */
  const writeOneByOne = async (error: unknown, batch: readonly PassageRow[]) => {
    if (!isRefusedRow(error)) {
      log.warn({ err: error, waiting: queue.length }, 'passages cannot be written; they wait');
      return false;
    }
    for (const one of batch) {
      try {
        await write([one]);
      } catch (failure) {
        if (!isRefusedRow(failure)) return false;
        log.error({ err: failure, passage: one.id, terminal: one.terminalId }, 'a passage was refused by the database');
      }
    }
    return true;
  };

  return {
    add: (passage) => {
      if (draining) throw new DomainError('service.draining', 'This instance is stopping.', { retryAfterSeconds: 1 });
      if (queue.length >= waiting_max) {
        throw new DomainError('database.unavailable', 'Too many passages wait to be written.', {
          retryAfterSeconds: 2,
        });
      }
      queue.push(passage);
      schedule(gather_ms);
    },
    waiting: () => queue.length,
    idle: async () => {
      while (queue.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    drain: async () => {
      draining = true;
      const deadline = performance.now() + drain_timeout_ms;
      while (queue.length > 0 && performance.now() < deadline) {
        schedule(0);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      clearTimeout(timer);
      if (queue.length > 0) log.error({ lost: queue.length }, 'passages could not be written before the end');
    },
  };
}

/** The row breaks a rule of the database, or holds what a column cannot (class 22). Anything else may pass by itself. */
function isRefusedRow(error: unknown): boolean {
  if (!isDomainError(error)) return false;
  return error.code.startsWith('row.') || sqlStateOf(error.cause)?.startsWith('22') === true;
}
