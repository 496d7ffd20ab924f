import { type Actor, findUniversity, listOpenRequests, recordAudit, withinUniversity } from '@onecampus/directory';
import { type ShownMatch, shownMatch } from '../matching/shown-match.ts';
import type { Registry } from '../registry.ts';
import { listAskedRecords } from '../store/match-records.ts';

/**
 * The open questions that concern a university, oldest first, each with its own record; on record as one look.
 *
 * @param order `after`: the id of the last one seen. @throws DomainError `university.unknown`.
 */
export async function listMatches(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly university: string;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ShownMatch[]> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const requests = await listOpenRequests(tx, { universityId, after: order.after, limit: order.limit });
    const own = await listAskedRecords(
      tx,
      requests.flatMap(({ recordId, candidateRecordId }) => [recordId, candidateRecordId]),
    );
    await recordAudit(tx, {
      actor: order.by,
      action: 'match.listed',
      universityId,
      details: { matches: requests.length, records: own.length },
    });
    return requests.map((request) => shownMatch(request, universityId, own));
  });
}
