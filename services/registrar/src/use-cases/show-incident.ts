import { type Actor, acrossUniversities, findUniversity, recordAudit } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type AffectedPerson, allowLongWindow, listAffected } from '../store/incident.ts';

/** Ids of one answer; ask again with `after` for more. */
export const affected_max = 10_000;

export interface Incident {
  readonly people: readonly AffectedPerson[];
  /** The last id of a page that may not be the last. */
  readonly next: string | null;
}

/**
 * The people of a university whom a window of time concerns, and which fields: what a notice to the authority and to them
 * needs (152-FZ article 21 part 3.1: a first notice in 24 hours, the result in 72). Ids and names of fields, no values; the
 * question is on record itself. @throws DomainError `university.unknown`.
 */
export function showIncident(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly university: string;
    readonly from: Date;
    readonly until: Date;
    readonly fields?: readonly string[] | undefined;
    readonly after?: string | undefined;
  },
): Promise<Incident> {
  const { by, from, until, fields, after } = order;
  return acrossUniversities(registry.db, async (tx) => {
    const { id: universityId } = await findUniversity(tx, order.university);
    await allowLongWindow(tx);
    const people = await listAffected(tx, { universityId, from, until, fields, after, limit: affected_max });
    await recordAudit(tx, {
      actor: by,
      action: 'incident.listed',
      subject: `university:${universityId}`,
      universityId,
      details: { from: from.toISOString(), until: until.toISOString(), people: people.length },
    });
    return { people, next: people.length === affected_max ? people.at(-1)!.personId : null };
  });
}
