import type { Tx } from '@onecampus/database';
import { type Actor, acrossUniversities, eraseRecords } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { erasureWithdrawn, personErased } from '../erasure-events.ts';
import type { Registry } from '../registry.ts';
import { eraseDisputes } from '../store/erase-disputes.ts';
import { erasePreviews, eraseStagedRows } from '../store/erase-staged.ts';
import { type ErasureRecord, findErasure, lockErasure, markErased, markWithdrawn } from '../store/erasures.ts';
import { isSameHuman } from '../store/is-same-human.ts';
import { recordsOfPerson } from '../store/living-records.ts';

export interface DecideErasure {
  readonly by: Actor;
  readonly erasureId: string;
  /** `erase` cannot be undone by anybody. */
  readonly decision: 'erase' | 'withdraw';
  /** The universities for which the decider speaks; the erasure of another one does not exist for him. Absent: all. */
  readonly universityIds?: readonly string[] | undefined;
}

/**
 * Erases what one university says of a person, or withdraws the request. Whoever asked cannot be the one who agrees, but
 * where the law alone asks (`retention`). The person ends with the last part.
 *
 * @throws DomainError `erasure.unknown`, `erasure.decided`, `erasure.second_pair_of_eyes`.
 */
export async function decideErasure(registry: Registry, order: DecideErasure): Promise<ErasureRecord> {
  const decided = await acrossUniversities(registry.db, async (tx) => {
    const asked = await openErasure(tx, order);
    if (order.decision === 'erase') await erasePart(tx, registry, order, asked);
    else {
      await markWithdrawn(tx, asked.id, order.by);
      await erasureWithdrawn(tx, { by: order.by, erasureId: asked.id, ...asked });
    }
    return (await findErasure(tx, asked.id))!;
  });
  registry.waker.wake();
  return decided;
}

async function openErasure(tx: Tx, order: DecideErasure): Promise<ErasureRecord> {
  const asked = await lockErasure(tx, order.erasureId);
  if (!asked || order.universityIds?.includes(asked.universityId) === false) {
    throw new DomainError('erasure.unknown', 'There is no such erasure.');
  }
  if (asked.state !== 'asked') throw new DomainError('erasure.decided', 'This erasure was decided already.');
  const needsAnother = order.decision === 'erase' && asked.basis !== 'retention';
  if (needsAnother && (await isSameHuman(tx, asked.askedBy, order.by))) {
    throw new DomainError('erasure.second_pair_of_eyes', 'Somebody other than the one who asked has to agree.');
  }
  return asked;
}

async function erasePart(tx: Tx, registry: Registry, { by }: DecideErasure, asked: ErasureRecord): Promise<void> {
  const { id, personId, universityId, basis } = asked;
  const recordIds = await recordsOfPerson(tx, personId, universityId);
  const erasure = await eraseRecords(tx, registry.dataKey, { recordIds, by });
  await eraseDisputes(tx, recordIds);
  let staged = 0;
  for (const record of erasure.records) {
    staged += await eraseStagedRows(tx, record);
    await erasePreviews(tx, record);
  }
  const destroyed = { ...erasure.destroyed, staged };
  const whole = erasure.erasedPeople.length > 0;
  await markErased(tx, { id, by, destroyed, whole });
  await personErased(tx, { by, erasureId: id, personId, universityId, basis, destroyed, whole });
}
