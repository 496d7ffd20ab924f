import { type Actor, type University, withinUniversity } from '@onecampus/directory';
import { DomainError, isDomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { compareStaged } from '../roll-file/compare-staged.ts';
import { stageFile } from '../roll-file/stage-file.ts';
import { writeStaged } from '../roll-file/write-staged.ts';
import { reviewReasons } from '../rules/review-reasons.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { withImportSession } from '../store/import-session.ts';
import { findImport, insertImport } from '../store/imports.ts';
import { scimLabel } from '../store/scim/scim-source.ts';
import type { Source } from '../store/sources.ts';

/** How far an import is; sent while it works. */
export interface ImportProgress {
  readonly phase: 'reading' | 'comparing' | 'writing';
  /** Data rows read so far. */
  readonly rows: number;
}

export interface ImportRoll {
  readonly by: Actor;
  readonly university: University;
  readonly source: Source;
  /** A file, or an import that was staged before and is now confirmed. */
  readonly input: { readonly bytes: AsyncIterable<Uint8Array> } | { readonly importId: string };
  /** Compare and say what would change, and stop there. */
  readonly dryRun: boolean;
  /** The file was looked at by a human: do it although it is empty, broken or ends many. */
  readonly acceptShrink: boolean;
  /** The file speaks only of the people in it (a correction, a single newcomer): nobody ends by being left out. */
  readonly partial?: boolean;
  /** Recognise the headings anew instead of by what is remembered. */
  readonly forgetHeadings?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Compared again this often where somebody else was given an identifier at the same moment. */
const attempts_max = 4;

/**
 * Brings a university's roll into the directory: read → staged → compared → written. Reading never touches the directory;
 * writing is one transaction. The same file twice changes nothing.
 *
 * @throws DomainError `import.unreadable`, `import.empty`; `import.shrinks_too_much` or `import.needs_review` where the brake
 *   holds (nothing was changed; the import stays staged and can be confirmed); `import.already_applied`, `import.unknown`.
 */
export async function importRoll(registry: Registry, order: ImportRoll): Promise<ImportRecord> {
  const ended = registry.imports.begin();
  try {
    return await bringIn(registry, order);
  } finally {
    ended();
  }
}

async function bringIn(registry: Registry, order: ImportRoll): Promise<ImportRecord> {
  const { source } = order;
  const { universityId } = source;
  if (source.label === scimLabel) {
    throw new DomainError('source.fed_by_scim', 'This source is kept by SCIM; a file would end everybody in it.');
  }
  const find = () => withinUniversity(registry.db, universityId, (tx) => findImport(tx, importId));
  const report = (phase: ImportProgress['phase'], rows: number) => order.onProgress?.({ phase, rows });
  const importId = 'importId' in order.input ? order.input.importId : registry.newId();
  if ('bytes' in order.input) {
    await withinUniversity(registry.db, universityId, (tx) =>
      insertImport(tx, {
        id: importId,
        sourceId: source.id,
        universityId,
        actor: order.by,
        partial: order.partial ?? false,
      }),
    );
    const mapping = order.forgetHeadings ? { ...source.mapping, columns: {} } : source.mapping;
    const { bytes } = order.input;
    await stageFile(registry, {
      importId,
      university: order.university,
      mapping,
      bytes,
      onRows: (rows) => report('reading', rows),
    });
  }
  const staged = (await find()) ?? refuse('import.unknown', 'There is no such import.');
  if (staged.state === 'applied' || staged.state === 'rolled-back')
    refuse('import.already_applied', 'This import was applied already.');
  if (!staged.rowsKept || staged.state === 'failed')
    refuse('import.unknown', 'The rows of this import are no longer kept; send the file again.');

  const settled = await withImportSession(registry.importDb, source, async (session) => {
    for (let attempt = 1; ; attempt += 1) {
      report('comparing', staged.stagedRows);
      const counts = await session.transaction((tx) =>
        compareStaged(tx, staged, { ...order, dataKey: registry.dataKey }),
      );
      const reasons = order.dryRun || order.acceptShrink ? [] : reviewReasons(counts, source.shrinkLimit);
      if (order.dryRun || reasons.length > 0) return { reasons, counts };
      report('writing', staged.stagedRows);
      try {
        await session.transaction((tx) =>
          writeStaged(tx, staged, { by: order.by, source, counts, dataKey: registry.dataKey }),
        );
        return { reasons, counts };
      } catch (error) {
        // Only what another import did between our comparison and our writing is worth comparing again.
        const meanwhile =
          isDomainError(error) && ['row.duplicate', 'record.erased', 'database.busy'].includes(error.code);
        if (!meanwhile || attempt === attempts_max) throw error;
        // The matcher may be busy with these very people for minutes after another import; the second look is undisturbed.
        if (attempt === 1) await session.holdOffMerges();
      }
    }
  });
  const record = (await find())!;
  if (record.state === 'applied') registry.waker.wake();
  if (settled.reasons.length > 0) throw held(record);
  return record;
}

function held(record: ImportRecord): DomainError {
  const onlyShrinks = record.reviewReasons.length === 1 && record.reviewReasons[0] === 'shrinks';
  return new DomainError(
    onlyShrinks ? 'import.shrinks_too_much' : 'import.needs_review',
    'Nothing was changed: the file is empty, mostly refused, has other people under known numbers, or would end more people than the source allows. Look at it and confirm.',
    { details: { import_id: record.id, review_reasons: record.reviewReasons, counts: record.counts } },
  );
}

function refuse(code: 'import.unknown' | 'import.already_applied', message: string): never {
  throw new DomainError(code, message);
}
