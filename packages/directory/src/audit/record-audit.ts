import type { Db } from '@onecampus/database';
import { currentRequestId } from '@onecampus/runtime';

/**
 * Who did it: `person:<uuid>`, `client:<id>`, `terminal:<uuid>`, `service:<name>` or `unknown` (a failed sign-in has no
 * person).
 */
export type Actor = `person:${string}` | `client:${string}` | `terminal:${string}` | `service:${string}` | 'unknown';

export interface AuditEntry {
  readonly actor: Actor;
  /** `noun.verb`, e.g. `card.issued`, `person.viewed`. */
  readonly action: string;
  /** Whom or what it was done to, written like an actor: `person:<uuid>`, `card:<uuid>`, `client:<id>`. */
  readonly subject?: string;
  readonly universityId?: string;
  /** Names of fields and counts; never the value of a personal datum, never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Appends to the audit trail: in the transaction of the change, or on its own for a look and for a refusal. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  const { sql, bindings } = auditInsert(entry);
  await db.raw(sql, bindings as never);
}

/** The same for whoever asks something in the same statement (`with noted as (…) select …`), with what is bound to it. */
export function auditInsert(entry: AuditEntry): {
  readonly sql: string;
  readonly bindings: readonly (string | null)[];
} {
  return {
    sql: 'insert into directory.audit_trail (actor, action, subject, university_id, request_id, details) values (?, ?, ?, ?, ?, ?)',
    bindings: [
      entry.actor,
      entry.action,
      entry.subject ?? null,
      entry.universityId ?? null,
      currentRequestId() ?? null,
      JSON.stringify(entry.details ?? {}),
    ],
  };
}
