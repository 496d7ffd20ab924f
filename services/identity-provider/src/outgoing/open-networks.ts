import type { Db } from '@onecampus/database';
import type { OutgoingPolicy } from '../rules/outgoing-address.ts';
import { listOpenNetworks } from '../store/outgoing-networks.ts';

/** A network that was closed is called no longer than this. */
const kept_ms = 10_000;

/**
 * Which networks may be called for whom: those of the configuration for everybody, and a university's own for what is its
 * own. While the database is away the last known ones go on.
 */
export function openNetworks(
  db: Db,
  base: OutgoingPolicy,
  now: () => number,
): (universityId: string | null) => Promise<OutgoingPolicy> {
  let known: { readonly byUniversity: ReadonlyMap<string, readonly string[]>; readonly until: number } | undefined;
  const current = async () => {
    if (known && known.until > now()) return known.byUniversity;
    try {
      const byUniversity = new Map<string, string[]>();
      for (const { universityId, network } of await listOpenNetworks(db))
        byUniversity.set(universityId, [...(byUniversity.get(universityId) ?? []), network]);
      known = { byUniversity, until: now() + kept_ms };
    } catch (error) {
      if (!known) throw error;
    }
    return known.byUniversity;
  };
  return async (universityId) => {
    if (universityId === null) return base;
    const own = (await current()).get(universityId) ?? [];
    return own.length === 0 ? base : { ...base, allowedNetworks: [...base.allowedNetworks, ...own] };
  };
}
