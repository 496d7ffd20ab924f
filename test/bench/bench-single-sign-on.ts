import { createLocalJWKSet, jwtVerify } from 'jose';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { type Browser, openBrowser } from './browser.ts';
import { type Application, singleSignOn } from './code-flow.ts';
import { arrive, saturate } from './load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { compared, inTurns, timed } from './rounds.ts';
import { median, percentile, readable } from './statistics.ts';

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
const sign_in_attempts_max = 3;

/** Code flows of people who are signed in already, ours against the bare engine, in turns. */
export async function benchSingleSignOn(ours: Peer, bare: Peer, pace: Pace, wrong: WrongAnswers): Promise<BenchRow[]> {
  const sideOf = (peer: Peer) => ({ name: peer.name, round: (seconds: number) => saturated(peer, seconds, wrong) });
  const [mine, theirs] = await inTurns('single sign-on', sideOf(ours), sideOf(bare), pace);
  const half = median(mine.map((round) => round.rate)) / 2;
  const waits: (readonly number[])[] = [];
  for (const peer of [ours, bare]) {
    const waited = await calmLatencies(peer, half, pace, wrong);
    waits.push(waited);
    progress(`single sign-on at ${readable(half)}/s: ${peer.name}, half waited ${readable(median(waited))} ms`);
  }
  const names = (what: string) => [`${what}, ${ours.name}`, `${what}, ${bare.name}`, bare.name] as const;
  return [
    ...compared(
      names('single-sign-on code flows'),
      '1/s',
      mine.map((round) => round.rate),
      theirs.map((round) => round.rate),
    ),
    ...compared(
      names('server CPU per single-sign-on flow'),
      'ms',
      mine.map((round) => round.cpu_ms),
      theirs.map((round) => round.cpu_ms),
    ),
    ...[50, 99].flatMap((percent) =>
      compared(
        names(`single-sign-on flow at ${readable(half)}/s, p${percent}`),
        'ms',
        [percentile(waits[0]!, percent)],
        [percentile(waits[1]!, percent)],
      ),
    ),
  ];
}

function saturated(peer: Peer, seconds: number, wrong: WrongAnswers) {
  return withSessions(peer, users, wrong, async (browsers) => {
    const lastTokens: string[] = [];
    const action = async (user: number) => {
      lastTokens[user] = await singleSignOn(peer.application, browsers[user]!, peer.subOf(user));
    };
    const round = await timed(peer.process, wrong, () => saturate({ users, seconds, action }));
    await verifySignatures(peer.application, lastTokens);
    return round;
  });
}

function calmLatencies(peer: Peer, per_second: number, pace: Pace, wrong: WrongAnswers): Promise<readonly number[]> {
  return withSessions(peer, open_loop_users, wrong, async (browsers) => {
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
  wrong: WrongAnswers,
  use: (browsers: Browser[]) => Promise<Result>,
): Promise<Result> {
  const browsers = Array.from({ length: count }, () => openBrowser(peer.application.issuer));
  try {
    await Promise.all(browsers.map((browser, user) => signInSomehow(peer, browser, user, wrong)));
    return await use(browsers);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

/** A sign-in that fails marks the run, and is made again so that the round has all its users. */
async function signInSomehow(peer: Peer, browser: Browser, user: number, wrong: WrongAnswers): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      browser.forget();
      await peer.signIn(browser, user);
      return;
    } catch (error) {
      wrong.add({ errors: new Map([[`while signing in: ${(error as Error).message}`, 1]]) });
      if (attempt === sign_in_attempts_max) throw error;
    }
  }
}

/** The last token of each user, after the clock has stopped. */
async function verifySignatures(application: Application, tokens: readonly string[]): Promise<void> {
  const jwks = createLocalJWKSet(await (await fetch(`${application.issuer}/jwks`)).json());
  for (const token of tokens.filter(Boolean)) {
    await jwtVerify(token, jwks, { issuer: application.issuer, audience: application.clientId, algorithms: ['RS256'] });
  }
}
