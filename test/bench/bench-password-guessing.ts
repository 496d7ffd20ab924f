import { randomBytes } from 'node:crypto';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import { type Browser, openBrowser } from './browser.ts';
import { type Application, begin, expect, expectRedirect } from './code-flow.ts';
import { applicationAt, type KnownApplication, startIdentityServer } from './identity-servers.ts';
import { clientCredentials } from './identity-token-calls.ts';
import { arrive } from './load.ts';
import { compared } from './rounds.ts';
import { percentile, readable } from './statistics.ts';

const guessers = 200;
const token_users = 32;
/** Of the rate that the server reaches with nothing else to do: an ordinary hour, not a rush. */
const share_of_saturation = 0.2;
/** What a guess is answered with: the form again once it was hashed, wait (this name or network), wait (everybody). */
const was_hashed = 422;
const refusals = new Set([was_hashed, 429, 503]);

/**
 * How long a program waits for a token while 200 connections guess passwords without a pause, against the same wait without
 * them, in turns. Each guesser comes from a network of its own and takes another name each time, so that no limit but the
 * one on the hashing itself (a bounded queue) stands between it and the processor: the worst that a botnet can do.
 */
export async function benchPasswordGuessing(
  options: {
    readonly store: Omit<Parameters<typeof startIdentityServer>[0], 'environment'>;
    readonly application: KnownApplication;
    /** Slug of a university whose people sign in with a password here. */
    readonly university: string;
    readonly grants_per_second: number;
  },
  pace: Pace,
  wrong: WrongAnswers,
): Promise<BenchRow[]> {
  const server = await startIdentityServer({
    ...options.store,
    // Behind a proxy, which says which network somebody comes from.
    environment: { CAMPUS_TRUST_PROXY: 'loopback' },
  });
  const application = applicationAt(server.issuer, options.application);
  const browsers = Array.from({ length: guessers }, (_, index) =>
    openBrowser(server.issuer, { 'x-forwarded-for': `10.20.${index}.1` }),
  );
  const per_second = options.grants_per_second * share_of_saturation;
  const action = async () => void (await clientCredentials(application));
  const p99 = async (seconds: number): Promise<number> => {
    const load = await arrive({ users: token_users, seconds, per_second, action });
    wrong.add(load);
    return percentile(load.latencies_ms, 99);
  };
  const quiet: number[] = [];
  const guessed: number[] = [];
  const guesses: number[] = [];
  try {
    await p99(pace.warm_seconds);
    for (let number = 0; number < pace.rounds; number += 1) {
      quiet.push(await p99(pace.round_seconds * 2));
      const attack = attackWith(browsers, application, options.university, wrong);
      await attack.underWay;
      guessed.push(await p99(pace.round_seconds * 2));
      guesses.push(await attack.stop());
      const [calm, busy] = [readable(quiet.at(-1)!), readable(guessed.at(-1)!)];
      progress(`guessing ${number + 1}/${pace.rounds}: p99 ${calm} ms quiet, ${busy} ms while they guess`);
    }
    const what = `client-credential grant at ${readable(per_second)}/s`;
    const names = [`${what} while ${guessers} guess passwords, p99`, `${what}, quiet, p99`, 'quiet'] as const;
    const compares = compared(names, 'ms', guessed, quiet);
    return [...compares, { name: 'guesses hashed and refused meanwhile', value: percentile(guesses, 50), unit: '1/s' }];
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await application.connections.destroy();
    await server.process.stop();
  }
}

/** `underWay` when everybody has the form before him; `stop` gives hashed guesses per second. */
function attackWith(browsers: readonly Browser[], application: Application, university: string, wrong: WrongAnswers) {
  let guessing = true;
  let hashed = 0;
  const failed = (error: unknown) =>
    wrong.add({ errors: new Map([[`while guessing: ${(error as Error).message}`, 1]]) });
  const ready = browsers.map(async (browser) => {
    browser.forget();
    const { answer } = await begin(application, browser);
    expectRedirect(answer, '/interaction/');
    return answer.location!;
  });
  const guess = async (browser: Browser, form: string) => {
    while (guessing) {
      const login = `nobody${randomBytes(6).toString('hex')}`;
      const answer = await browser.post(form, { university, login, password: randomBytes(12).toString('hex') });
      expect(refusals.has(answer.status), `a wrong password was answered ${answer.status}`);
      if (answer.status === was_hashed) hashed += 1;
    }
  };
  let started = performance.now();
  const underWay = Promise.all(ready.map((one) => one.catch(failed))).then(() => {
    started = performance.now();
  });
  const done = underWay.then(() =>
    Promise.all(ready.map((form, index) => form.then((at) => guess(browsers[index]!, at)).catch(failed))),
  );
  return {
    underWay,
    stop: async () => {
      const during = hashed / ((performance.now() - started) / 1_000);
      guessing = false;
      // Those whose hash is still waited for; the next quiet round must not pay for them.
      await done;
      return during;
    },
  };
}
