import { createLocalJWKSet, jwtVerify } from 'jose';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { type Browser, openBrowser } from './browser.ts';
import { type Application, singleSignOn } from './code-flow.ts';
import { arrive, saturate } from './load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { median, percentile, readable, spreadOf } from './statistics.ts';

export type Peer = {
  readonly name: string;
  readonly application: Application;
  readonly process: MeasuredProcess;
  /** Gives a browser a session of its own user. */
  signIn(browser: Browser, user: number): Promise<unknown>;
  subOf(user: number): string;
};

const users = 16;
const open_loop_users = 32;

type Round = { rate: number; cpu_ms: number | undefined };

/** Code flows of people who are signed in already, ours against the bare engine, in turns. */
export async function benchSingleSignOn(ours: Peer, bare: Peer, pace: Pace, wrong: WrongAnswers): Promise<BenchRow[]> {
  for (const peer of [ours, bare]) await round(peer, pace.warm_seconds, wrong);
  const rounds = new Map<Peer, Round[]>([
    [ours, []],
    [bare, []],
  ]);
  for (let number = 0; number < pace.rounds; number += 1) {
    for (const peer of number % 2 === 0 ? [ours, bare] : [bare, ours]) {
      rounds.get(peer)!.push(await round(peer, pace.round_seconds, wrong));
    }
    const [mine, theirs] = [rounds.get(ours)!.at(-1)!, rounds.get(bare)!.at(-1)!];
    progress(
      `single sign-on ${number + 1}/${pace.rounds}: ours ${readable(mine.rate)}/s, bare ${readable(theirs.rate)}/s`,
    );
  }
  const half = median(rounds.get(ours)!.map((one) => one.rate)) / 2;
  const waits = new Map<Peer, readonly number[]>();
  for (const peer of [ours, bare]) {
    waits.set(peer, await calmLatencies(peer, half, pace, wrong));
    progress(
      `single sign-on at ${readable(half)}/s: ${peer.name}, half waited ${readable(median(waits.get(peer)!))} ms`,
    );
  }
  return [
    ...compared('single-sign-on code flows', '1/s', ours, bare, (peer) => rounds.get(peer)!.map((one) => one.rate)),
    ...compared('server CPU per single-sign-on flow', 'ms', ours, bare, (peer) =>
      rounds.get(peer)!.flatMap((one) => one.cpu_ms ?? []),
    ),
    ...[50, 99].flatMap((percent) =>
      compared(`single-sign-on flow at ${readable(half)}/s, p${percent}`, 'ms', ours, bare, (peer) => [
        percentile(waits.get(peer)!, percent),
      ]),
    ),
  ];
}

async function round(peer: Peer, seconds: number, wrong: WrongAnswers): Promise<Round> {
  return withSessions(peer, users, async (browsers) => {
    const lastTokens: string[] = [];
    const before = peer.process.cpuSeconds();
    const load = await saturate({
      users,
      seconds,
      action: async (user) => {
        lastTokens[user] = await singleSignOn(peer.application, browsers[user]!, peer.subOf(user));
      },
    });
    const after = peer.process.cpuSeconds();
    wrong.add(load);
    await verifySignatures(peer.application, lastTokens);
    const cpu_ms =
      before === undefined || after === undefined ? undefined : ((after - before) * 1_000) / load.completed;
    return { rate: load.completed_per_second, cpu_ms };
  });
}

function calmLatencies(peer: Peer, per_second: number, pace: Pace, wrong: WrongAnswers): Promise<readonly number[]> {
  return withSessions(peer, open_loop_users, async (browsers) => {
    const action = async (user: number) => {
      await singleSignOn(peer.application, browsers[user]!, peer.subOf(user));
    };
    const load = await arrive({ users: open_loop_users, seconds: pace.round_seconds * 2, per_second, action });
    wrong.add(load);
    return load.latencies_ms;
  });
}

/**
 * Fresh sessions for each round: the memory adapter keeps a list of each grant's tokens and walks it at every flow, so
 * with old sessions the bare engine would become slower from round to round.
 */
async function withSessions<Result>(
  peer: Peer,
  count: number,
  use: (browsers: Browser[]) => Promise<Result>,
): Promise<Result> {
  const browsers = Array.from({ length: count }, () => openBrowser(peer.application.issuer));
  try {
    await Promise.all(browsers.map((browser, user) => peer.signIn(browser, user)));
    return await use(browsers);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

/** The last token of each user, after the clock has stopped. */
async function verifySignatures(application: Application, tokens: readonly string[]): Promise<void> {
  const jwks = createLocalJWKSet(await (await fetch(`${application.issuer}/jwks`)).json());
  for (const token of tokens.filter(Boolean)) {
    await jwtVerify(token, jwks, { issuer: application.issuer, audience: application.clientId, algorithms: ['RS256'] });
  }
}

function compared(
  name: string,
  unit: string,
  ours: Peer,
  bare: Peer,
  valuesOf: (peer: Peer) => readonly number[],
): BenchRow[] {
  const [mine, theirs] = [valuesOf(ours), valuesOf(bare)];
  if (mine.length === 0 || theirs.length !== mine.length) return [];
  const spread = (values: readonly number[]) => (values.length > 1 ? { spread: spreadOf(values) } : {});
  return [
    {
      name: `${name}, ${ours.name}`,
      value: median(mine),
      unit,
      ratio: { to: bare.name, value: median(mine.map((value, index) => value / theirs[index]!)) },
      ...spread(mine),
    },
    { name: `${name}, ${bare.name}`, value: median(theirs), unit, ...spread(theirs) },
  ];
}
