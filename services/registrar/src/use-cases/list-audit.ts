import { type Actor, findPeopleByIdentifier, recordAudit, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type AuditFilter, type AuditLine, listAuditLines } from '../store/audit-entries.ts';
import { listNames } from '../store/names-of-people.ts';

const schemes = ['eppn', 'student_number', 'employee_number'] as const;

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** By `person:<uuid>`, as far as the university knows them. */
  readonly names: ReadonlyMap<string, string>;
  readonly further: boolean;
  /** Nobody of the university has the login or number that was asked for. */
  readonly nobody: boolean;
}

/**
 * A page of a university's trail, the newest first. That somebody read it is an entry itself: by what it was narrowed, and
 * not to whom.
 *
 * @param order `who`: a login or a number of a person of the university.
 */
export function listAudit(
  registry: Registry,
  order: Omit<AuditFilter, 'personId'> & {
    readonly by: Actor;
    readonly universityId: string;
    readonly who?: string | undefined;
    readonly limit: number;
  },
): Promise<AuditPage> {
  const { by, universityId, who, limit, ...filter } = order;
  return withinUniversity(registry.db, universityId, async (tx) => {
    const personId =
      who === undefined ? undefined : (await findPeopleByIdentifier(tx, { value: who, schemes }))[0]?.personId;
    const nobody = who !== undefined && personId === undefined;
    const found = nobody ? [] : await listAuditLines(tx, { ...filter, personId }, limit + 1);
    const lines = found.slice(0, limit);
    const names = await listNames(
      tx,
      universityId,
      lines.flatMap((one) => [one.actor, one.subject]),
    );
    await recordAudit(tx, {
      actor: by,
      action: 'audit.viewed',
      subject: `university:${universityId}`,
      universityId,
      details: { entries: lines.length, narrowed: who !== undefined },
    });
    return { lines, names, further: found.length > limit, nobody };
  });
}
