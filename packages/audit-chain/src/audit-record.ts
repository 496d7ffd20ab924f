import { createHash } from 'node:crypto';

/** The chain of everything that no university's name stands on. All other chains are named by a university's id. */
export const consortiumChain = 'consortium';

/** One entry of the audit trail as the database says it, every value as text. */
export interface StoredEntry {
  /** Transaction id, decimal. */
  readonly tx: string;
  /** Number of the entry, decimal. */
  readonly id: string;
  /** ISO 8601 in UTC, to the microsecond. */
  readonly at: string;
  readonly actor: string;
  readonly universityId: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly requestId: string | null;
  /** The jsonb value as the database prints it. */
  readonly details: string;
}

/** What a link of the chain stands for: ids, names of fields and counts, never the value of a personal datum. */
export interface AuditRecord {
  readonly tx: string;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly university_id: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly request_id: string | null;
  readonly details: Readonly<Record<string, unknown>> | string;
}

/** Longer details are told by their digest: an export line stays a line. */
const details_chars_max = 65_536;
const brackets_max = 1_000;

export function chainOf(record: { readonly university_id: string | null }): string {
  return record.university_id ?? consortiumChain;
}

export function auditRecord(stored: StoredEntry): AuditRecord {
  return {
    tx: stored.tx,
    id: stored.id,
    at: stored.at,
    actor: stored.actor,
    university_id: stored.universityId,
    action: stored.action,
    subject: stored.subject,
    request_id: stored.requestId,
    details: exactDetails(stored.details),
  };
}

/**
 * Details as a JSON object where a JSON reader loses nothing by it, which is nearly always. A number that a double cannot
 * hold as it is written, a value that is no object, a nest too deep to parse everywhere: those are carried as the
 * database's own text, so that an edit of 1.10 to 1.1 shows and nobody can stop a chain by what he writes into it.
 */
export function exactDetails(text: string): Readonly<Record<string, unknown>> | string {
  if (text.length > details_chars_max) return `sha256:${createHash('sha256').update(text).digest('hex')}`;
  if (!text.startsWith('{') || (text.match(/[[{]/g)?.length ?? 0) > brackets_max) return text;
  let exact = true;
  const parsed = (JSON.parse as ParseWithSource)(text, (_, value, { source }) => {
    if (typeof value === 'number' && String(value) !== source) exact = false;
    return value;
  });
  return exact ? (parsed as Record<string, unknown>) : text;
}

/** The reviver's third argument (TC39 "JSON.parse source text access"), which the compiler's library does not know. */
type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
