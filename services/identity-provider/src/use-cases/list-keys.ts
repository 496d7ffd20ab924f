import type { Db } from '@onecampus/database';
import { listSigningKeys } from '../store/signing-keys.ts';

/** The signing keys and where each stands in its life; nothing secret. */
export async function listKeys(db: Db) {
  return (await listSigningKeys(db)).map(({ kid, alg, state, stateSince }) => ({
    kid,
    alg,
    state,
    state_since: stateSince,
  }));
}
