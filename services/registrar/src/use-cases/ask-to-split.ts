import {
  type Actor,
  acrossUniversities,
  findCanonicalPersonId,
  findMergeEvent,
  listMergedInto,
  loadRecordsOfPeople,
  openRequest,
  recordDisclosures,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { compareRecords, modelVersion } from '@onecampus/person-matching';
import { matchTouched } from '../match-events.ts';
import type { Registry } from '../registry.ts';
import { disclosedByQuestion } from '../rules/disclosed-by-question.ts';

/**
 * Doubts a merge, whoever made it. Nothing is undone by one word: a registrar of a university concerned, who is not the one
 * that asks, says "different" and they are parted, or "same" twice and they stay one.
 *
 * @param order `universityIds`: for whom the asker speaks; absent for the operator.
 * @throws DomainError `merge.unknown`, also where none of the asker's universities is concerned; `merge.undone`.
 */
export function askToSplit(
  registry: Registry,
  order: { readonly by: Actor; readonly mergeId: string; readonly universityIds?: readonly string[] },
): Promise<{ matchRequest: string }> {
  return acrossUniversities(registry.db, async (tx) => {
    const merge = await findMergeEvent(tx, order.mergeId);
    if (merge?.kind !== 'merge') throw unknown();
    if (merge.undone) throw new DomainError('merge.undone', 'These people were parted already.');
    const part = await listMergedInto(tx, merge.loserId);
    const personId = await findCanonicalPersonId(tx, merge.loserId);
    const records = await loadRecordsOfPeople(tx, [personId!]);
    const leaving = records.find(({ homePersonId }) => part.includes(homePersonId));
    const staying = records.find(({ homePersonId }) => !part.includes(homePersonId));
    if (!leaving || !staying) throw new DomainError('merge.undone', 'There is nothing left to part.');
    const concerned = [leaving.universityId, staying.universityId];
    if (order.universityIds && !concerned.some((id) => order.universityIds!.includes(id))) throw unknown();
    const request = {
      id: registry.newId(),
      about: 'doubt',
      mergeId: merge.id,
      openedBy: order.by,
      recordId: leaving.id,
      universityId: leaving.universityId,
      candidateRecordId: staying.id,
      candidateUniversityId: staying.universityId,
      score: 0,
      evidence: compareRecords(leaving, staying),
      modelVersion,
    } as const;
    const matchRequest = await openRequest(tx, request);
    const people = { personId: leaving.personId, candidatePersonId: staying.personId };
    if (matchRequest.fresh) await recordDisclosures(tx, disclosedByQuestion(request, people));
    await matchTouched(tx, { by: order.by, what: 'opened', request: { ...request, id: matchRequest.id } });
    return { matchRequest: matchRequest.id };
  });
}

function unknown(): DomainError {
  return new DomainError('merge.unknown', 'There was no such merge.');
}
