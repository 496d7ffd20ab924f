import type { Tx } from '@onecampus/database';
import {
  type Actor,
  closeAnsweredRequests,
  closeRequest,
  insertNeverMatch,
  type MatchAnswer,
  type MatchRequest,
  mergePeople,
  splitPeople,
} from '@onecampus/directory';
import { matchTouched, peopleRegrouped } from '../match-events.ts';
import type { Registry } from '../registry.ts';
import { listPeopleOfRecords } from '../store/match-records.ts';

/** Does what both sides have said by now: one "different" is enough, "same" needs both. */
export async function decideMatch(
  tx: Tx,
  registry: Registry,
  request: MatchRequest,
  by: Actor,
): Promise<'pending' | MatchAnswer> {
  const said = [request.saidHere, request.saidThere];
  const answer = said.includes('different') ? 'different' : said.every((one) => one === 'same') ? 'same' : undefined;
  if (answer === undefined) return 'pending';
  await closeRequest(tx, request.id, answer);
  await matchTouched(tx, { by, what: 'decided', request, details: { answer, about: request.about } });
  if (answer === 'same' && request.about === 'link') await link(tx, registry, request, by);
  if (answer === 'different') await part(tx, registry, request, by);
  return answer;
}

async function link(tx: Tx, registry: Registry, request: MatchRequest, by: Actor): Promise<void> {
  const people = await listPeopleOfRecords(tx, [request.recordId, request.candidateRecordId]);
  const merged = await mergePeople(tx, [people.get(request.recordId)!, people.get(request.candidateRecordId)!], {
    id: registry.newId(),
    method: 'operator',
    reason: `match:${request.id}`,
    decidedBy: [request.saidHereBy!, request.saidThereBy!],
    modelVersion: request.modelVersion,
  });
  if (!merged) return;
  await closeAnsweredRequests(tx, merged.survivorId);
  await peopleRegrouped(tx, { by, what: 'merged', merged, method: 'operator' });
}

async function part(tx: Tx, registry: Registry, request: MatchRequest, by: Actor): Promise<void> {
  const pair = { one: request.recordId, other: request.candidateRecordId };
  await insertNeverMatch(tx, { ...pair, reason: 'decided', saidBy: by });
  if (request.mergeId === null) return;
  const merged = await splitPeople(tx, request.mergeId, {
    id: registry.newId(),
    method: 'operator',
    reason: `match:${request.id}`,
    decidedBy: [request.openedBy, by],
    keepApart: 'split',
  });
  await peopleRegrouped(tx, { by, what: 'split', merged, method: 'operator' });
}
