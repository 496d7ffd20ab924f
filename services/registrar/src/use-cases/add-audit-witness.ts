import type { SignedWitness } from '@onecampus/audit-chain';
import { acrossUniversities, findChain, findCheckpoint, findWitnessKey, insertWitness } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { AuditRegistry } from '../chain-keys.ts';
import { witnessFault } from '../rules/witness-fault.ts';

/**
 * Takes another university's counter-signature of a checkpoint. Who sends it does not matter: the signature says whose it is.
 *
 * @returns false where that key had counter-signed the checkpoint before.
 * @throws DomainError `university.unknown`, `checkpoint.unknown`, `witness.unfit`.
 */
export async function addAuditWitness(
  registry: AuditRegistry,
  order: { readonly university: string; readonly witness: Omit<SignedWitness, 'chain'> },
): Promise<boolean> {
  const { chain } = await findChain(registry.db, order.university);
  const statement = { ...order.witness, chain };
  return acrossUniversities(registry.db, async (tx) => {
    const checkpoint = await findCheckpoint(tx, chain, statement.n);
    if (!checkpoint) throw new DomainError('checkpoint.unknown', `There is no checkpoint at entry ${statement.n}.`);
    const fault = witnessFault(statement, checkpoint, await findWitnessKey(tx, statement.key_id));
    if (fault !== undefined) throw new DomainError('witness.unfit', fault);
    return insertWitness(tx, statement);
  });
}
