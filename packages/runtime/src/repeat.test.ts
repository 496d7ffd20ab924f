import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';
import { repeat } from './repeat.ts';

const silent = createLogger({ service: 'trial', level: 'silent', destination: { write: () => undefined } });

describe('repeat', () => {
  it('runs again after a failure, and writes it down', async () => {
    const written: string[] = [];
    const log = createLogger({ service: 'trial', level: 'info', destination: { write: (line) => written.push(line) } });
    const third = Promise.withResolvers<void>();
    let runs = 0;
    const job = repeat('count', 1, log, async () => {
      runs += 1;
      if (runs === 1) throw new Error('first time');
      if (runs === 3) third.resolve();
    });
    await third.promise;
    await job.stop();
    expect(written.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { msg: 'job failed', job: 'count', err: { message: 'first time' } },
    ]);
  });

  it('never runs twice at once', async () => {
    let running = 0;
    let most = 0;
    const enough = Promise.withResolvers<void>();
    let runs = 0;
    const job = repeat('one', 0, silent, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      runs += 1;
      if (runs === 20) enough.resolve();
    });
    await enough.promise;
    await job.stop();
    expect(most).toBe(1);
  });

  it('waits at its end for the run in hand, tells it to hurry, and runs no more', async () => {
    const begun = Promise.withResolvers<void>();
    let ended = 0;
    const job = repeat('slow', 0, silent, async (signal) => {
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended += 1;
    });
    await begun.promise;
    await job.stop();
    expect(ended).toBe(1);
  });

  it('does not wait for its next turn when it is stopped', async () => {
    const ran = Promise.withResolvers<void>();
    const job = repeat('rare', 3_600_000, silent, async () => ran.resolve());
    await ran.promise;
    await job.stop();
  });
});
