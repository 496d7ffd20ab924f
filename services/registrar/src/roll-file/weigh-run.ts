import type { Tx } from '@onecampus/database';
import {
  openRollback,
  previewRollback,
  type RollbackCounts,
  type University,
  weighRollback,
} from '@onecampus/directory';
import { type RollbackReportLine, rollbackInOwnWords } from '../rules/rollback-words.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { fillEffects, fillUndone } from '../store/rollbacks.ts';
import type { Source } from '../store/sources.ts';

/** Lines of each kind that a rollback shows. */
const lines_max = 100;

export interface WeighedRun {
  readonly counts: RollbackCounts;
  readonly lines: readonly RollbackReportLine[];
}

/** Says what undoing an applied import comes to; with the locks taken here it can be done in the same transaction. */
export async function weighRun(
  tx: Tx,
  run: { record: ImportRecord; effectiveAt: string; university: University; source: Source },
): Promise<WeighedRun> {
  const { record, effectiveAt, university, source } = run;
  await openRollback(tx, {
    importId: record.id,
    sourceId: source.id,
    universityId: university.id,
    timeZone: university.timeZone,
    effectiveAt,
  });
  await fillEffects(tx, record.id);
  await fillUndone(tx, source.id);
  const counts = await weighRollback(tx);
  return {
    counts,
    lines: rollbackInOwnWords(await previewRollback(tx, lines_max), record.recognised.words, source.mapping),
  };
}
