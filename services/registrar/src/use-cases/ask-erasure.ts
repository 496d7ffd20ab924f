import type { Tx } from '@onecampus/database';
import { type Actor, acrossUniversities, findUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { erasureAsked } from '../erasure-events.ts';
import type { Registry } from '../registry.ts';
import { type ErasureBasis, type ErasureRecord, findErasure, insertErasure } from '../store/erasures.ts';
import { retentionIsOver, universitiesOfPerson } from '../store/living-records.ts';

export interface AskErasure {
  readonly by: Actor;
  readonly personId: string;
  /** Slug or domain; without it every university that says something of the person is asked for its part. */
  readonly university?: string | undefined;
  readonly basis: Exclude<ErasureBasis, 'leaving'>;
}

/**
 * Asks that a person be erased. Each university decides on its own part, so this is one erasure for each; nothing is
 * destroyed before somebody else agrees (`decide-erasure`).
 *
 * @throws DomainError `person.unknown` where none of these universities says anything of the person, `university.unknown`,
 *   `erasure.asked_already`, `erasure.too_early` where the time to keep, on which it rests, is not over or not known.
 */
export function askErasure(registry: Registry, order: AskErasure): Promise<ErasureRecord[]> {
  return acrossUniversities(registry.db, async (tx) => {
    const wanted = order.university === undefined ? undefined : (await findUniversity(tx, order.university)).id;
    const parts = (await universitiesOfPerson(tx, order.personId)).filter(
      ({ id }) => wanted === undefined || id === wanted,
    );
    if (parts.length === 0) throw new DomainError('person.unknown', 'Nobody says anything of such a person.');
    const asked: ErasureRecord[] = [];
    for (const { id: universityId } of parts) asked.push(await askOne(tx, order, universityId, registry.newId()));
    return asked;
  });
}

async function askOne(tx: Tx, order: AskErasure, universityId: string, id: string): Promise<ErasureRecord> {
  const { by, personId, basis } = order;
  if (basis === 'retention' && !(await retentionIsOver(tx, personId, universityId))) {
    throw new DomainError(
      'erasure.too_early',
      'The time for which the university keeps people is not over, or not set.',
    );
  }
  if (!(await insertErasure(tx, { id, universityId, personId, basis, by }))) {
    throw new DomainError(
      'erasure.asked_already',
      'The same is asked for already; it waits for a second pair of eyes.',
    );
  }
  await erasureAsked(tx, { by, erasureId: id, personId, universityId, basis });
  return (await findErasure(tx, id))!;
}
