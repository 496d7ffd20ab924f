import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { runDirectoryFaults } from './directory/run.ts';
import { runIdentityFaults } from './identity/run.ts';
import { faultsFound, tableOf } from './report.ts';

/**
 * `pnpm test:faults [--short] [--seed 7] [--faults 60]`: kills and restarts parts of a running system while people use it,
 * and compares what was acknowledged with what is there. Ends with 1 if anything was lost or could not have been.
 * `pnpm test:faults directory` does the same to imports and SCIM writes (directory/run.ts), `pnpm test:faults identity` to
 * sessions, tokens and sign-outs, with a failover of Postgres (identity/run.ts).
 */
const args = process.argv.slice(2).filter((one) => one !== '--');
if (args[0] === 'directory') process.exit(await runDirectoryFaults(args.slice(1)));
if (args[0] === 'identity') process.exit(await runIdentityFaults(args.slice(1)));

const { values } = parseArgs({
  args,
  options: { short: { type: 'boolean' }, seed: { type: 'string' }, faults: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const short = values.short === true;
console.log(`Seed ${seed}; the same moments again: pnpm test:faults ${short ? '--short ' : ''}--seed ${seed}\n`);
const result = await runCampaign({
  seed,
  faults: Number(values.faults ?? (short ? 6 : 60)),
  people: short ? 300 : 4_000,
  restarts: short ? 4 : 8,
  say: (text) => console.error(`  ${text}`),
});
console.log(tableOf(result, seed));
process.exit(faultsFound(result).length > 0 ? 1 : 0);
