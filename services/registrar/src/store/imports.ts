import type { Db, Tx } from '@onecampus/database';
import type { PreviewLine } from '../rules/preview-words.ts';
import type { ReviewReason, RollCounts } from '../rules/review-reasons.ts';
import type { ImportFailure, ImportRecord, Recognised } from './import-record.ts';

export async function insertImport(
  db: Db,
  one: { id: string; sourceId: string; universityId: string; actor: string; partial: boolean },
): Promise<void> {
  await db.raw('insert into registrar.imports (id, source_id, university_id, actor, partial) values (?, ?, ?, ?, ?)', [
    one.id,
    one.sourceId,
    one.universityId,
    one.actor,
    one.partial,
  ]);
}

const columns = `i.id, i.source_id as "sourceId", i.university_id as "universityId", i.actor, i.partial, i.state, i.recognised,
  i.staged_rows as "stagedRows", i.counts, i.review_reasons as "reviewReasons", i.preview, i.failure, i.created_at as "createdAt",
  i.finished_at as "finishedAt", i.rolled_back_at as "rolledBackAt", i.rollback_counts as "rollbackCounts", i.rows_dropped_at is null as "rowsKept"`;

export async function findImport(db: Db, id: string): Promise<ImportRecord | undefined> {
  const { rows } = await db.raw<{ rows: ImportRecord[] }>(`select ${columns} from registrar.imports i where i.id = ?`, [
    id,
  ]);
  return rows[0];
}

/** The latest imports of some universities. */
export async function listImports(db: Db, universityIds: readonly string[], limit: number): Promise<ImportRecord[]> {
  const { rows } = await db.raw<{ rows: ImportRecord[] }>(
    `select ${columns} from registrar.imports i where i.university_id = any(?::uuid[]) order by i.created_at desc limit ?`,
    [[...universityIds], limit] as never,
  );
  return rows;
}

export async function markStaged(db: Db, id: string, stagedRows: number, recognised: Recognised): Promise<void> {
  await db.raw('update registrar.imports set staged_rows = ?, recognised = ? where id = ?', [
    stagedRows,
    JSON.stringify(recognised),
    id,
  ]);
}

export async function markFailed(db: Db, id: string, failure: ImportFailure): Promise<void> {
  await db.raw(`update registrar.imports set state = 'failed', failure = ?, finished_at = now() where id = ?`, [
    JSON.stringify(failure),
    id,
  ]);
}

export async function markCompared(
  tx: Tx,
  id: string,
  outcome: {
    state: 'staged' | 'needs-review';
    counts: RollCounts;
    reviewReasons: readonly ReviewReason[];
    preview: readonly PreviewLine[];
    /** The university's word for each affiliation, as the file has it. */
    words: ReadonlyMap<string, string>;
  },
): Promise<void> {
  await tx.raw(
    `update registrar.imports set state = ?, counts = ?, review_reasons = ?, preview = ?, finished_at = now(),
       recognised = recognised || jsonb_build_object('words', ?::jsonb)
     where id = ? and state in ('reading', 'staged', 'needs-review')`,
    [
      outcome.state,
      JSON.stringify(outcome.counts),
      [...outcome.reviewReasons],
      JSON.stringify(outcome.preview),
      JSON.stringify(Object.fromEntries(outcome.words)),
      id,
    ] as never,
  );
}

/** False where the import was applied before or cannot be any more: of two confirmations one wins. */
export async function markApplied(tx: Tx, id: string, counts: RollCounts): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update registrar.imports set state = 'applied', counts = ?, finished_at = now()
     where id = ? and state in ('reading', 'staged', 'needs-review') and rows_dropped_at is null
     returning id`,
    [JSON.stringify(counts), id],
  );
  return rows.length === 1;
}

/** Notes the moment that everything written by the import carries. */
export async function markEffective(tx: Tx, id: string, effectiveAt: string): Promise<void> {
  await tx.raw('update registrar.imports set effective_at = ? where id = ?', [effectiveAt, id]);
}

/** Keeps what a rollback could not tell from the directory alone, out of the session's working set. */
export async function keepEffects(tx: Tx, id: string, universityId: string): Promise<void> {
  await tx.raw(
    `insert into registrar.import_effects (import_id, university_id, effect, entity_id)
     select ?, ?, effect, entity_id from roll_effects`,
    [id, universityId],
  );
}
