import type { PublicKey, SignedCheckpoint, SignedWitness } from '@onecampus/audit-chain';
import {
  type ChainState,
  chainState,
  findChain,
  listWitnessKeys,
  type NamedChain,
  readCheckpoints,
  readWitnesses,
  type WitnessKey,
  withinChain,
} from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';

export interface ShownChain extends NamedChain, ChainState {
  readonly operatorKeys: readonly PublicKey[];
  readonly witnessKeys: readonly WitnessKey[];
  readonly checkpoints: readonly SignedCheckpoint[];
  readonly witnesses: readonly SignedWitness[];
}

/** A chain's state and its checkpoints behind number `after`, with who counter-signed them. No entry is shown. */
export async function showAuditChain(
  registry: AuditRegistry,
  wanted: { readonly university: string; readonly after: number; readonly limit: number },
): Promise<ShownChain> {
  const named = await findChain(registry.db, wanted.university);
  const { chain } = named;
  const { operator, retired } = registry.chainKeys;
  const operatorKeys = [operator, ...retired].map(({ keyId, x }) => ({ keyId, x }));
  return withinChain(registry.db, chain, async (tx) => {
    const checkpoints = await readCheckpoints(tx, chain, wanted.after, wanted.limit);
    const last = checkpoints.at(-1)?.n ?? wanted.after;
    return {
      ...named,
      ...(await chainState(tx, chain)),
      operatorKeys,
      witnessKeys: await listWitnessKeys(tx),
      checkpoints,
      witnesses: await readWitnesses(tx, chain, wanted.after, last),
    };
  });
}
