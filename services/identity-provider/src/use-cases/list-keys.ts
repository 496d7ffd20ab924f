import type { Db } from '@onecampus/database';
import { holder_days } from '../keys/key-tending.ts';
import { lacksOf } from '../rules/key-readiness.ts';
import { type KeyHolder, listKeyHolders } from '../store/key-holders.ts';
import { listSigningKeys } from '../store/signing-keys.ts';

export interface ShownKey {
  readonly kid: string;
  readonly alg: string;
  readonly state: 'published' | 'signing' | 'retired' | 'withdrawn';
  readonly state_since: Date;
  readonly withdrawn_because: string | null;
  /** Applications that have probably not fetched it yet; told of keys that are published and do not sign. */
  readonly lacking: readonly KeyHolder[];
}

/** The signing keys, where each stands in its life, and who probably lacks it; nothing secret. */
export async function listKeys(db: Db): Promise<ShownKey[]> {
  const [keys, holders] = await Promise.all([listSigningKeys(db), listKeyHolders(db, holder_days)]);
  return keys.map(({ kid, alg, state, stateSince, withdrawnBecause }) => ({
    kid,
    alg,
    state,
    state_since: stateSince,
    withdrawn_because: withdrawnBecause ?? null,
    lacking: state === 'published' ? lacksOf(holders, kid) : [],
  }));
}
