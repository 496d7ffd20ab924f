import { consortiumChain, type StoredEntry } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';

/** A place in the order of commits: transaction, then number. */
export interface TrailPosition {
  readonly tx: string;
  readonly id: string;
}

/** Every value as the text that is hashed; one list for the chainer and for the export, or they would not agree. */
const entryColumns = `a.tx::text as tx, a.id::text as id, a.actor, a.action, a.subject, a.details::text as details,
  to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, a.university_id as "universityId", a.request_id as "requestId"`;

/** Written out for both kinds, because `is not distinct from` finds no index. */
function ofChain(chain: string): { readonly sql: string; readonly values: readonly string[] } {
  return chain === consortiumChain
    ? { sql: 'a.university_id is null', values: [] }
    : { sql: 'a.university_id = ?', values: [chain] };
}

/**
 * The next entries of a chain behind a position, in commit order, and only those of transactions older than the oldest one
 * still running: below that line no entry can appear any more (the rule of `readChanges`).
 */
export async function settledEntries(
  tx: Tx,
  chain: string,
  after: TrailPosition,
  limit: number,
): Promise<StoredEntry[]> {
  const own = ofChain(chain);
  const { rows } = await tx.raw<{ rows: StoredEntry[] }>(
    `select ${entryColumns} from directory.audit_trail a
     where ${own.sql} and (a.tx, a.id) > (?::xid8, ?::bigint) and a.tx < pg_snapshot_xmin(pg_current_snapshot())
     order by a.tx, a.id limit ?`,
    [...own.values, after.tx, after.id, limit],
  );
  return rows;
}

/** When the first entry behind a position was written that is committed; nothing where all are chained. */
export async function firstEntryAt(tx: Tx, chain: string, after: TrailPosition): Promise<Date | undefined> {
  const own = ofChain(chain);
  const { rows } = await tx.raw<{ rows: { at: Date }[] }>(
    `select a.at from directory.audit_trail a
     where ${own.sql} and (a.tx, a.id) > (?::xid8, ?::bigint) order by a.tx, a.id limit 1`,
    [...own.values, after.tx, after.id],
  );
  return rows[0]?.at;
}

export async function entriesById(tx: Tx, chain: string, ids: readonly string[]): Promise<StoredEntry[]> {
  const own = ofChain(chain);
  const { rows } = await tx.raw<{ rows: StoredEntry[] }>(
    `select ${entryColumns} from directory.audit_trail a where ${own.sql} and a.id = any(?::bigint[])`,
    [...own.values, [...ids]] as never,
  );
  return rows;
}

/** Entries behind a position up to another one, in commit order. */
export async function entriesBetween(
  tx: Tx,
  chain: string,
  after: TrailPosition,
  upTo: TrailPosition,
  limit: number,
): Promise<StoredEntry[]> {
  const own = ofChain(chain);
  const { rows } = await tx.raw<{ rows: StoredEntry[] }>(
    `select ${entryColumns} from directory.audit_trail a
     where ${own.sql} and (a.tx, a.id) > (?::xid8, ?::bigint) and (a.tx, a.id) <= (?::xid8, ?::bigint)
     order by a.tx, a.id limit ?`,
    [...own.values, after.tx, after.id, upTo.tx, upTo.id, limit],
  );
  return rows;
}

/** Those of the numbers that a link knows. */
export async function linkedIds(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    'select entry_id::text as id from directory.audit_links where entry_id = any(?::bigint[])',
    [[...ids]] as never,
  );
  return rows.map((row) => row.id);
}
