import {
  type Actor,
  findRequest,
  firstWithin,
  listUniversities,
  type MatchRequest,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { matchTouched } from '../match-events.ts';
import { type ShownMatch, shownMatch } from '../matching/shown-match.ts';
import type { Registry } from '../registry.ts';
import { listAskedRecords } from '../store/match-records.ts';

/**
 * One question as one of the asker's universities may see it; the look is on record there.
 *
 * @param order `universityIds`: for whom the asker speaks; absent for the operator, who sees it as the first side does.
 * @throws DomainError `match.unknown`, also for a question between others.
 */
export async function showMatch(
  registry: Registry,
  order: { readonly by: Actor; readonly id: string; readonly universityIds?: readonly string[] },
): Promise<ShownMatch> {
  const asking = order.universityIds ?? (await listUniversities(registry.db)).map(({ id }) => id);
  const found = await firstWithin(registry.db, asking, (tx) => findRequest(tx, order.id));
  const universityId = found && asking.find((id) => isSide(found, id));
  if (!found || universityId === undefined) throw new DomainError('match.unknown', 'There is no such question.');
  return withinUniversity(registry.db, universityId, async (tx) => {
    const own = await listAskedRecords(tx, [found.recordId, found.candidateRecordId]);
    await matchTouched(tx, { by: order.by, what: 'viewed', request: found, universityId });
    return shownMatch(found, universityId, own);
  });
}

function isSide(request: MatchRequest, universityId: string): boolean {
  return request.universityId === universityId || request.candidateUniversityId === universityId;
}
