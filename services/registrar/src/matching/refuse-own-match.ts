import type { Tx } from '@onecampus/database';
import { findCanonicalPersonId, type MatchRequest } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { listPeopleOfRecords } from '../store/match-records.ts';

/** Nobody decides in his office who he is himself; he may link his own accounts as everybody does. */
export async function refuseOwnMatch(tx: Tx, request: MatchRequest, by: string): Promise<void> {
  const personId = by.startsWith('person:') ? by.slice('person:'.length) : undefined;
  if (personId === undefined) return;
  const people = await listPeopleOfRecords(tx, [request.recordId, request.candidateRecordId]);
  const own = await findCanonicalPersonId(tx, personId);
  if ([...people.values()].some((id) => id === own)) {
    throw new DomainError('person.own_record', 'Nobody decides about his own records; a colleague has to do it.');
  }
}
