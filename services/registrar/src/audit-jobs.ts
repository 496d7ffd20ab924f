import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { chainAuditEntries } from './use-cases/chain-audit-entries.ts';
import { witnessSampleChains } from './use-cases/witness-sample-chains.ts';

/** With an entry every moment, a committed entry is unchained for this long and for what the oldest transaction still runs. */
const chain_every_ms = 2_000;
const witness_every_ms = 15_000;
const checkpoint_every_entries = 1_000;

/** What keeps the audit chains growing. */
export function auditJobs(context: Context): Repeating[] {
  const { config, log, metrics, clock } = context;
  const waiting = metrics.gauge(
    'campus_audit_unchained_seconds',
    'Age of the oldest committed audit entry not chained yet',
  );
  const broken = metrics.gauge('campus_audit_chains_broken', 'Audit chains that cannot be continued');
  const rule = {
    every_entries: checkpoint_every_entries,
    every_ms: config.CAMPUS_AUDIT_CHECKPOINT_MINUTES * 60_000,
  };
  const chain = repeat('chain-audit-entries', chain_every_ms, log, async (signal) => {
    const { failures, unchainedSince } = await chainAuditEntries(context, { rule, signal });
    waiting.set(unchainedSince ? (clock.now().getTime() - unchainedSince.getTime()) / 1_000 : 0);
    broken.set(failures.length);
    for (const { chain, error } of failures) log.error({ chain, err: error }, 'an audit chain is not continued');
  });
  if (!context.chainKeys.sampleWitness) return [chain];
  const witness = repeat('witness-sample-chains', witness_every_ms, log, async () => {
    const { broken: refused } = await witnessSampleChains(context);
    for (const chain of refused)
      log.error({ chain }, 'a witness does not sign: the chain does not continue what it signed');
  });
  return [chain, witness];
}
