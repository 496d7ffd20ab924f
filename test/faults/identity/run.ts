import { parseArgs } from 'node:util';
import { aligned } from '../report.ts';
import { type IdentityCampaign, runIdentityCampaign } from './campaign.ts';

/**
 * `pnpm test:faults identity [--short] [--seed 7] [--faults 60]`: kills, freezes, empties and moves what the identity provider
 * stands on while people sign in, are at work and sign out. Ends with 1 if somebody was signed out, somebody who went is still
 * there, a service was not told, or an answer was wrong.
 */
export async function runIdentityFaults(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { short: { type: 'boolean' }, seed: { type: 'string' }, faults: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const short = values.short === true;
  console.log(
    `Seed ${seed}; the same moments again: pnpm test:faults identity ${short ? '--short ' : ''}--seed ${seed}\n`,
  );
  const result = await runIdentityCampaign({
    seed,
    faults: Number(values.faults ?? (short ? 8 : 60)),
    people: short ? 5 : 10,
    say: (text) => console.error(`  ${text}`),
  });
  console.log(tableOf(result));
  return result.found.length === 0 ? 0 : 1;
}

function tableOf({ faults, ledger, told, found }: IdentityCampaign): string {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  const { one, more, busy } = ledger.presses;
  return [
    ...aligned([
      ['Fault', 'Times', 'Away', 'Let in again after', 'Done meanwhile', 'Failed meanwhile'],
      ...[...faults].map(([name, { times, away_ms, slowest_ms, done, failed }]) => [
        name,
        String(times),
        seconds(away_ms),
        seconds(slowest_ms),
        String(done),
        String(failed),
      ]),
    ]),
    '',
    ...aligned([
      ['Operation', 'Done', 'Failed', 'Slowest'],
      ...[...ledger.operations].map(([name, { done, failed, slowest_ms }]) => [
        name,
        String(done),
        String(failed),
        seconds(slowest_ms),
      ]),
    ]),
    '',
    `${ledger.signedIn.size} sign-ins and ${ledger.signedOut.size} sign-outs acknowledged; ${told.sessions} told of in ${told.deliveries} messages.`,
    `Steps of a sign-in that failed: ${one} went on with one press, ${more} with another, mostly because the next fault struck meanwhile (${busy} with nothing broken, on a busy machine).`,
    `Rotating tokens whose answer was lost twice in a row: ${ledger.lostTwice}.`,
    ...[...ledger.reasons].toSorted((a, b) => b[1] - a[1]).map(([reason, count]) => `  ${count} × ${reason}`),
    ...found.slice(0, 40),
    `${found.length} lost, wrong or impossible`,
  ].join('\n');
}
