import { once } from 'node:events';
import path from 'node:path';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { openBrowser } from './browser.ts';
import type { Application } from './code-flow.ts';
import { arrive, saturate } from './load.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';
import { passwordSignIn, type SignInPerson } from './password-sign-in.ts';
import { median, percentile, readable, spreadOf } from './statistics.ts';

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
  const signIns = async (seconds: number) => {
    const before = options.process.cpuSeconds();
    const load = await saturate({ users, seconds, action });
    const after = options.process.cpuSeconds();
    wrong.add(load);
    const cpu_ms = before === undefined || after === undefined ? [] : [((after - before) * 1_000) / load.completed];
    return { rate: load.completed_per_second, cpu_ms };
  };
  const bare: number[] = [];
  const ours: Awaited<ReturnType<typeof signIns>>[] = [];
  try {
    await hashes(hashing, pace.warm_seconds / 2, wrong);
    await signIns(pace.warm_seconds);
    for (let number = 0; number < pace.rounds; number += 1) {
      if (number % 2 === 0) bare.push(await hashes(hashing, pace.round_seconds, wrong));
      ours.push(await signIns(pace.round_seconds));
      if (number % 2 === 1) bare.push(await hashes(hashing, pace.round_seconds, wrong));
      progress(
        `password sign-in ${number + 1}/${pace.rounds}: ${readable(ours.at(-1)!.rate)}/s, Argon2id alone ${readable(bare.at(-1)!)}/s`,
      );
    }
    const rates = ours.map((one) => one.rate);
    const half = median(rates) / 2;
    const calm = await arrive({ users: people.length, seconds: pace.round_seconds * 2, per_second: half, action });
    wrong.add(calm);
    const cpu_ms = ours.flatMap((one) => one.cpu_ms);
    return [
      {
        name: 'password sign-ins, Postgres + Redis',
        value: median(rates),
        unit: '1/s',
        ratio: { to: 'bare Argon2id', value: median(rates.map((rate, index) => rate / bare[index]!)) },
        spread: spreadOf(rates),
      },
      { name: 'password verifications, bare Argon2id', value: median(bare), unit: '1/s', spread: spreadOf(bare) },
      ...(cpu_ms.length > 0
        ? [
            {
              name: 'server CPU per password sign-in',
              value: median(cpu_ms),
              unit: 'ms',
              ratio: {
                to: 'one bare Argon2id',
                value: median(cpu_ms.map((one, index) => (one * bare[index]!) / 1_000)),
              },
              spread: spreadOf(cpu_ms),
            },
          ]
        : []),
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

async function hashes(hashing: MeasuredProcess, seconds: number, wrong: WrongAnswers): Promise<number> {
  hashing.child.send({ seconds });
  const [done] = (await once(hashing.child, 'message')) as [{ per_second: number; wrong: number }];
  if (done.wrong > 0) wrong.add({ errors: new Map([['Argon2id alone refused the right password', done.wrong]]) });
  return done.per_second;
}
