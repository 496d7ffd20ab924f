import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import type { Pace, WrongAnswers } from './bench-run.ts';
import type { Peer } from './bench-single-sign-on.ts';
import { type Browser, openBrowser } from './browser.ts';
import { singleSignOn } from './code-flow.ts';
import { saturate } from './load.ts';
import { compared, inTurns } from './rounds.ts';

/** Per instance. */
const users = 16;
/** A core for each instance, and two for Postgres, Redis and the load: with fewer, one would only be taken from the other. */
export const cores_min = 4;

/** One instance against two on the same database, each on a core of its own. */
export async function benchTwoInstances(
  one: Peer,
  openAnother: () => Promise<Peer>,
  pace: Pace,
  wrong: WrongAnswers,
): Promise<BenchRow[]> {
  const what = 'single-sign-on code flows, two instances';
  // `availableParallelism` leaves out the core that is the servers' own.
  if (!benchOptions().pinned || cpus().length < cores_min || availableParallelism() < cores_min - 1)
    return [{ name: `${what}: not shown, it takes ${cores_min} cores`, value: Number.NaN, unit: '' }];
  const another = await openAnother();
  // Postgres and the load may use that core as well; the scheduler has others for them.
  execFileSync('taskset', ['-a', '-cp', '1', String(another.process.child.pid)], { stdio: 'ignore' });
  const sideOf = (name: string, peers: readonly Peer[]) => ({
    name,
    round: (seconds: number) => flowsAt(peers, seconds, wrong),
  });
  const [two, single] = await inTurns(
    'instances',
    sideOf('two instances', [one, another]),
    sideOf('one instance', [one]),
    pace,
  );
  const names = [what, 'single-sign-on code flows, one instance', 'one instance'] as const;
  const rates = (rounds: typeof two) => rounds.map(({ rate }) => rate);
  return compared(names, '1/s', rates(two), rates(single));
}

async function flowsAt(peers: readonly Peer[], seconds: number, wrong: WrongAnswers) {
  // Everybody stays with one instance, for its address is part of what he is told; the sessions are everybody's.
  const visits = peers.flatMap((peer) =>
    Array.from({ length: users }, (_, user) => ({ peer, user, browser: openBrowser(peer.application.issuer) })),
  );
  try {
    await Promise.all(visits.map(({ peer, user, browser }) => peer.signIn(browser, user)));
    const action = async (index: number) => {
      const { peer, user, browser } = visits[index] as { peer: Peer; user: number; browser: Browser };
      await singleSignOn(peer.application, browser, peer.subOf(user));
    };
    const load = await saturate({ users: visits.length, seconds, action });
    wrong.add(load);
    return { rate: load.completed_per_second, cpu_ms: undefined };
  } finally {
    await Promise.all(visits.map(({ browser }) => browser.close()));
  }
}
