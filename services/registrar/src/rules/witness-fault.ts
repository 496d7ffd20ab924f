import { digestOfCheckpoint, type SignedCheckpoint, type SignedWitness, witnessHolds } from '@onecampus/audit-chain';
import type { WitnessKey } from '@onecampus/directory';

/** Why a counter-signature is not taken; nothing where it is. */
export function witnessFault(
  statement: SignedWitness,
  checkpoint: SignedCheckpoint,
  key: WitnessKey | undefined,
): string | undefined {
  if (!key) return 'No university has registered this key.';
  if (key.witness !== statement.witness) return `The key is the witness key of ${key.witness}.`;
  if (key.universityId === statement.chain) return 'A university does not witness its own chain.';
  if (statement.hash !== checkpoint.hash || statement.checkpoint !== digestOfCheckpoint(checkpoint)) {
    return 'The checkpoint there is another one.';
  }
  return witnessHolds(statement, key) ? undefined : 'The signature does not hold.';
}
