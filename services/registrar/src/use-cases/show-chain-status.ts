import type { SignedCheckpoint } from '@onecampus/audit-chain';
import {
  type ChainState,
  chainState,
  findLastCheckpoint,
  findLastWitness,
  listWitnessKeys,
  withinChain,
} from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';

export interface ChainStatus extends ChainState {
  readonly checkpoint: SignedCheckpoint | undefined;
  /** The key that signs now, for comparison with the one in the agreement. */
  readonly operatorKey: string;
  /** Universities that counter-signed, each with the last checkpoint it saw. */
  readonly witnesses: readonly { readonly witness: string; readonly n: number; readonly at: Date }[];
}

/** How far a university's chain reaches, what was signed last, and who bears witness to it. */
export function showChainStatus(
  registry: AuditRegistry,
  wanted: { readonly universityId: string },
): Promise<ChainStatus> {
  const chain = wanted.universityId;
  return withinChain(registry.db, chain, async (tx) => {
    const witnesses: ChainStatus['witnesses'][number][] = [];
    for (const { keyId } of await listWitnessKeys(tx)) {
      const last = await findLastWitness(tx, chain, keyId);
      if (last) witnesses.push({ witness: last.witness, n: last.n, at: new Date(last.at) });
    }
    return {
      ...(await chainState(tx, chain)),
      checkpoint: await findLastCheckpoint(tx, chain),
      operatorKey: registry.chainKeys.operator.keyId,
      witnesses,
    };
  });
}
