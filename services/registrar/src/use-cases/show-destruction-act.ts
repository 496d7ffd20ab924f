import { type Actor, acrossUniversities, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { AuditRegistry } from '../chain-keys.ts';
import { actShown } from '../erasure-events.ts';
import { type DestructionAct, destructionAct } from '../rules/destruction-act.ts';
import { findActParties, listErasureTrail } from '../store/erasure-trail.ts';
import { findErasure } from '../store/erasures.ts';

export interface SignedAct {
  readonly act: DestructionAct;
  /** Over the act's canonical text (RFC 8785), under the key that signs the audit chains. */
  readonly signature: { readonly keyId: string; readonly signature: string };
}

/**
 * The act of an erasure that was done, with the extract of the log; whoever reads it is on record.
 *
 * @param order `universityIds` as in `decide-erasure`.
 * @throws DomainError `erasure.unknown`; `erasure.decided` where nothing was destroyed.
 */
export async function showDestructionAct(
  registry: AuditRegistry,
  order: { readonly by: Actor; readonly erasureId: string; readonly universityIds?: readonly string[] | undefined },
): Promise<SignedAct> {
  const { by, erasureId, universityIds } = order;
  const erasure = await acrossUniversities(registry.db, (tx) => findErasure(tx, erasureId));
  if (!erasure || universityIds?.includes(erasure.universityId) === false) {
    throw new DomainError('erasure.unknown', 'There is no such erasure.');
  }
  if (erasure.state !== 'done') throw new DomainError('erasure.decided', 'Nothing was destroyed by this erasure.');
  const { personId, universityId } = erasure;
  const act = await withinUniversity(registry.db, universityId, async (tx) => {
    const parties = await findActParties(tx, universityId, personId);
    const trail = await listErasureTrail(tx, personId, erasureId);
    await actShown(tx, { by, erasureId, personId, universityId });
    return destructionAct(erasure, parties, trail);
  });
  const { operator } = registry.chainKeys;
  return { act, signature: { keyId: operator.keyId, signature: operator.sign(act) } };
}
