import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { announceMerge } from './announce-merge.ts';
import { closeEmptied } from './close-emptied.ts';
import { findCanonicalPersonId } from './find-canonical.ts';
import { keepApart } from './keep-apart.ts';
import { lockMerges } from './lock-merges.ts';
import { lockPeople } from './lock-people.ts';
import type { Merged, MergeOrder } from './merge-event.ts';
import { findMergeEvent, insertMergeEvent } from './merge-events.ts';
import { listMergedInto, listUniversitiesOfPeople, standAlone } from './people-of-merge.ts';
import { restoreLogins } from './restore-logins.ts';
import { forgetHomes, returnMarks, returnRecords } from './return-records.ts';

/**
 * Undoes one merge, whatever was merged or parted before or after it: whoever became part of another is a person of his own
 * again, with those merged into him, and has back what was his. Needs `acrossUniversities`.
 *
 * @throws DomainError `merge.unknown`; `merge.undone` where somebody did it before; `person.not_active` after an erasure.
 */
export async function splitPeople(
  tx: Tx,
  mergeId: string,
  order: MergeOrder & { readonly keepApart?: 'split' | 'person' },
): Promise<Merged> {
  await lockMerges(tx);
  const merge = await findMergeEvent(tx, mergeId);
  if (merge?.kind !== 'merge') throw new DomainError('merge.unknown', 'There was no such merge.');
  if (merge.undone) throw new DomainError('merge.undone', 'These people were parted already.');
  const returningId = merge.loserId;
  const holderId = (await findCanonicalPersonId(tx, returningId))!;
  const clusterIds = await listMergedInto(tx, returningId);
  const locked = await lockPeople(tx, [holderId, returningId]);
  if (locked.find(({ id }) => id === holderId)?.status !== 'active') {
    throw new DomainError('person.not_active', 'This person is not there any more.');
  }
  const parting = { holderId, returningId, clusterIds, mergedAt: merge.at };
  const universityIds = await listUniversitiesOfPeople(tx, [holderId]);
  await standAlone(tx, parting);
  const movedRecords = (await returnRecords(tx, parting)).map(({ id }) => id);
  await returnMarks(tx, parting);
  await forgetHomes(tx, returningId);
  await restoreLogins(tx, [holderId, returningId]);
  const people = { survivorId: holderId, loserId: returningId };
  await insertMergeEvent(tx, { ...order, ...people, kind: 'split', movedRecords, undoes: mergeId });
  if (order.keepApart) await keepApart(tx, parting, { reason: order.keepApart, saidBy: order.decidedBy[0]! });
  await announceMerge(tx, { ...people, topic: 'person.split' });
  await closeEmptied(tx, { holderId, returningId, movedRecords: merge.movedRecords }, order.decidedBy[0]!);
  return { mergeId: order.id, ...people, movedRecords, universityIds };
}
