import {
  acrossUniversities,
  type CheckpointRule,
  linkEntries,
  listChains,
  signCheckpointIfDue,
} from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';

export interface Chained {
  readonly links: number;
  /** When the oldest committed entry was written that no link has yet. */
  readonly unchainedSince: Date | undefined;
  /** Chains that cannot be continued, and why. */
  readonly failures: readonly { readonly chain: string; readonly error: unknown }[];
}

const batch_entries = 2_000;

/**
 * Chains what was committed since the last time, chain by chain, and signs a checkpoint where one is due. May run on every
 * instance at once and be killed at any moment. A chain that fails does not hold up the others.
 */
export async function chainAuditEntries(
  registry: AuditRegistry,
  order: { readonly rule: CheckpointRule; readonly signal?: AbortSignal },
): Promise<Chained> {
  const { db, clock, chainKeys } = registry;
  const failures: { chain: string; error: unknown }[] = [];
  let links = 0;
  let oldest: Date | undefined;
  const step = (chain: string) =>
    acrossUniversities(db, async (tx) => {
      const linked = await linkEntries(tx, chain, batch_entries);
      if (!linked) return undefined;
      await signCheckpointIfDue(tx, chain, linked.head, {
        key: chainKeys.operator,
        now: clock.now(),
        rule: order.rule,
      });
      return linked;
    });
  for (const chain of await acrossUniversities(db, listChains)) {
    try {
      for (let more = true; more && !order.signal?.aborted; ) {
        const linked = await step(chain);
        links += linked?.count ?? 0;
        more = linked?.count === batch_entries;
        const since = more ? undefined : linked?.unchainedSince;
        if (since && (!oldest || since < oldest)) oldest = since;
      }
    } catch (error) {
      failures.push({ chain, error });
    }
  }
  return { links, unchainedSince: oldest, failures };
}
