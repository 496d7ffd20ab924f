import { once } from 'node:events';
import path from 'node:path';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { openBrowser } from './browser.ts';
import type { Application } from './code-flow.ts';
import { arrive, type Load, saturate } from './load.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';
import { passwordSignIn, type SignInPerson } from './password-sign-in.ts';
import { compared, inTurns, timed } from './rounds.ts';
import { median, percentile, readable } from './statistics.ts';

const users = 16;

/** Whole password sign-ins against Argon2id alone, in turns: how much of a core's hashing is left to the people. */
export async function benchPasswordSignIn(
  options: {
    readonly application: Application;
    readonly process: MeasuredProcess;
    readonly people: readonly SignInPerson[];
    /** Of the first person, as the identity provider stored it: it carries our parameters. */
    readonly hash: string;
    readonly folder: string;
  },
  pace: Pace,
  wrong: WrongAnswers,
): Promise<BenchRow[]> {
  const { application, people } = options;
  const hashing = await startMeasured({
    entry: path.join(import.meta.dirname, 'rivals/bare-argon2id.ts'),
    environment: { BENCH_HASH: options.hash, BENCH_PASSWORD: people[0]!.password },
    logFile: path.join(options.folder, 'bare-argon2id.log'),
  });
  const browsers = people.map(() => openBrowser(application.issuer));
  const action = async (user: number) => {
    browsers[user]!.forget();
    await passwordSignIn(application, browsers[user]!, people[user]!);
  };
  const ours = {
    name: 'whole sign-ins',
    round: (seconds: number) => timed(options.process, wrong, () => saturate({ users, seconds, action })),
  };
  const bare = {
    name: 'Argon2id alone',
    round: (seconds: number) => timed(hashing, wrong, () => hashes(hashing, seconds)),
  };
  try {
    const [mine, theirs] = await inTurns('password sign-in', ours, bare, pace);
    const half = median(mine.map((round) => round.rate)) / 2;
    const calm = await arrive({ users: people.length, seconds: pace.round_seconds * 2, per_second: half, action });
    wrong.add(calm);
    progress(`password sign-in at ${readable(half)}/s: half waited ${readable(median(calm.latencies_ms))} ms`);
    return [
      ...compared(
        ['password sign-ins, Postgres + Redis', 'password verifications, bare Argon2id', 'bare Argon2id'],
        '1/s',
        mine.map((round) => round.rate),
        theirs.map((round) => round.rate),
      ),
      ...compared(
        ['server CPU per password sign-in', 'CPU per verification, bare Argon2id', 'bare Argon2id'],
        'ms',
        mine.map((round) => round.cpu_ms),
        theirs.map((round) => round.cpu_ms),
      ),
      ...[50, 99].map((percent) => ({
        name: `password sign-in at ${readable(half)}/s, p${percent}`,
        value: percentile(calm.latencies_ms, percent),
        unit: 'ms',
      })),
    ];
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await hashing.stop();
  }
}

async function hashes(hashing: MeasuredProcess, seconds: number): Promise<Load> {
  hashing.child.send({ seconds });
  const [done] = (await once(hashing.child, 'message')) as [{ per_second: number; count: number; wrong: number }];
  return {
    completed_per_second: done.per_second,
    completed: done.count,
    latencies_ms: [],
    errors: new Map(done.wrong > 0 ? [['Argon2id alone refused the right password', done.wrong]] : []),
  };
}
