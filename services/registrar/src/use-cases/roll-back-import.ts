import type { University } from '@onecampus/directory';
import { type Actor, withinUniversity, writeRollback } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { rollRolledBack } from '../events.ts';
import type { Registry } from '../registry.ts';
import { type WeighedRun, weighRun } from '../roll-file/weigh-run.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { withImportSession } from '../store/import-session.ts';
import { findEffectiveAt, markRolledBack } from '../store/rollbacks.ts';
import type { Source } from '../store/sources.ts';

export interface RollBackImport {
  readonly by: Actor;
  readonly university: University;
  readonly source: Source;
  readonly record: ImportRecord;
  /** Say what would happen, and stop there. */
  readonly dryRun: boolean;
}

/**
 * Undoes an applied import: every record that nobody has changed since says again what it said before, with its affiliations
 * and its login; what the import brought is withdrawn. What was changed since is left and named. Done twice it is refused.
 *
 * @throws DomainError `import.not_applied`; `import.changed_since` where nothing is left to undo.
 */
export async function rollBackImport(registry: Registry, order: RollBackImport): Promise<WeighedRun> {
  const { by, university, source, record, dryRun } = order;
  const effectiveAt = await withinUniversity(registry.db, university.id, (tx) => findEffectiveAt(tx, record.id));
  if (effectiveAt === null || record.state !== 'applied') throw notApplied();
  const weighed = await withImportSession(registry.importDb, source, (session) =>
    session.transaction(async (tx) => {
      const run = await weighRun(tx, { record, effectiveAt, university, source });
      if (dryRun) return run;
      const first = await markRolledBack(tx, record.id, { by, counts: run.counts });
      if (!first) throw notApplied();
      if (run.counts.restored + run.counts.withdrawn === 0 && run.counts.kept > 0) throw changedSince(run);
      await writeRollback(tx, registry.dataKey, record.id);
      await rollRolledBack(tx, {
        by,
        importId: record.id,
        sourceId: source.id,
        universityId: university.id,
        counts: run.counts,
      });
      return run;
    }),
  );
  if (!dryRun) registry.waker.wake();
  return weighed;
}

function notApplied(): DomainError {
  return new DomainError('import.not_applied', 'This import was not applied, or was rolled back already.');
}

function changedSince({ counts }: WeighedRun): DomainError {
  return new DomainError(
    'import.changed_since',
    'Everything that this import changed was changed again since; there is nothing to undo.',
    { details: { counts } },
  );
}
