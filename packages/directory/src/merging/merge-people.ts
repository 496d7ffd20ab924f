import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { announceMerge } from './announce-merge.ts';
import { demoteLogins } from './demote-logins.ts';
import { findCanonicalPersonIds } from './find-canonical.ts';
import { lockMerges } from './lock-merges.ts';
import { type LockedPerson, lockPeople } from './lock-people.ts';
import type { Merged, MergeOrder } from './merge-event.ts';
import { insertMergeEvent } from './merge-events.ts';
import { moveMarks, moveRecords } from './move-records.ts';
import { listUniversitiesOfPeople, pointAt } from './people-of-merge.ts';

/**
 * Makes two people one: the older one survives, the other points at him and gives him his records. Everything else that
 * names either of them (accounts, cards, roles, subjects) stays where it is and is read through `canonical_person`.
 * Needs `acrossUniversities`. `undefined` where both are one already.
 *
 * @throws DomainError `person.unknown`; `person.not_active` where one of them was erased.
 */
export async function mergePeople(
  tx: Tx,
  personIds: readonly [string, string],
  order: MergeOrder,
): Promise<Merged | undefined> {
  await lockMerges(tx);
  const [one, other] = await canonicals(tx, personIds);
  if (one === other) return undefined;
  const [survivor, loser] = byAge(await lockPeople(tx, [one, other]));
  const people = { survivorId: survivor.id, loserId: loser.id };
  const universityIds = await listUniversitiesOfPeople(tx, [survivor.id, loser.id]);
  const demotedIdentifiers = await demoteLogins(tx, people);
  const movedRecords = (await moveRecords(tx, people)).map(({ id }) => id);
  await moveMarks(tx, people);
  await pointAt(tx, people);
  await insertMergeEvent(tx, { ...order, ...people, kind: 'merge', movedRecords, demotedIdentifiers });
  await announceMerge(tx, { ...people, topic: 'person.merged' });
  return { mergeId: order.id, ...people, movedRecords, universityIds };
}

async function canonicals(tx: Tx, personIds: readonly [string, string]): Promise<[string, string]> {
  const [one, other] = await findCanonicalPersonIds(tx, personIds);
  if (one == null || other == null) throw new DomainError('person.unknown', 'There is no such person.');
  return [one, other];
}

/** Whom the consortium has known longer stays: what others remember of him goes on being true. */
function byAge(people: readonly LockedPerson[]): [LockedPerson, LockedPerson] {
  if (people.length !== 2 || people.some(({ status }) => status !== 'active')) {
    throw new DomainError('person.not_active', 'One of these people is not there any more.');
  }
  const [survivor, loser] = people.toSorted(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  return [survivor!, loser!];
}
