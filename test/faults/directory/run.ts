import { parseArgs } from 'node:util';
import { runDirectoryCampaign } from './campaign.ts';

/**
 * `pnpm test:faults directory [--short] [--seed 7] [--faults 40]`: kills the registrar and Postgres in the middle of rolls and
 * SCIM writes. Ends with 1 if anything acknowledged is lost, anything is half there, or the feed has a gap.
 */
export async function runDirectoryFaults(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { short: { type: 'boolean' }, seed: { type: 'string' }, faults: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const short = values.short === true;
  console.log(
    `Seed ${seed}; the same moments again: pnpm test:faults directory ${short ? '--short ' : ''}--seed ${seed}\n`,
  );
  const result = await runDirectoryCampaign({
    seed,
    faults: Number(values.faults ?? (short ? 4 : 40)),
    rows: short ? 200 : 1_000,
    say: (text) => console.error(`  ${text}`),
  });
  for (const [name, count] of result.struck) console.log(`${name}: ${count}`);
  console.log(
    `${result.ledger.done} operations acknowledged, ${result.ledger.failed} failed; ${result.feedRows} rows of the feed read`,
  );
  for (const [reason, count] of result.ledger.reasons) console.log(`  ${count} × ${reason}`);
  for (const fault of result.faults) console.log(fault);
  console.log(`${result.faults.length} lost, half done or impossible`);
  return result.faults.length === 0 && result.ledger.done > 0 ? 0 : 1;
}
