import type { Tx } from '@onecampus/database';

export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
  /** Somebody who did it or to whom it was done. */
  readonly personId?: string | undefined;
  /** The beginning of the action's name up to its point, e.g. `person`. */
  readonly noun?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  /** Id of the last entry of the page before. */
  readonly before?: string | undefined;
}

/** Entries of the transaction's university, the newest first. */
export async function listAuditLines(tx: Tx, filter: AuditFilter, limit: number): Promise<AuditLine[]> {
  const person = filter.personId === undefined ? null : `person:${filter.personId}`;
  const { rows } = await tx.raw<{ rows: AuditLine[] }>(
    `select id::text as id, at, actor, action, subject, details from directory.audit_trail
     where university_id = directory.current_university()
       and (?::text is null or actor = ? or subject = ?)
       and (?::text is null or split_part(action, '.', 1) = ?)
       and at >= coalesce(?::timestamptz, '-infinity') and at <= coalesce(?::timestamptz, 'infinity')
       and (?::bigint is null or (at, id) < (select b.at, b.id from directory.audit_trail b where b.id = ?))
     order by at desc, id desc limit ?`,
    [
      ...[person, person, person, filter.noun ?? null, filter.noun ?? null],
      ...[filter.from ?? null, filter.until ?? null, filter.before ?? null, filter.before ?? null, limit],
    ] as never,
  );
  return rows;
}
