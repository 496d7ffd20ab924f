import { listUniversities, type University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { findImport } from '../store/imports.ts';
import { findSourceById, type Source } from '../store/sources.ts';
import { listRefused, type RefusedLine } from '../store/staged-rows.ts';

/** Refused rows that an answer carries; the file of refused rows has them all. */
const refused_shown = 100;

export interface ShownImport {
  readonly record: ImportRecord;
  readonly university: University;
  readonly source: Source;
  readonly refused: readonly RefusedLine[];
}

/**
 * An import with its first refused rows.
 *
 * @param universityIds the universities for which the asker speaks; an import of another one does not exist for him.
 * @throws DomainError `import.unknown`.
 */
export async function showImport(
  registry: Registry,
  wanted: { importId: string; universityIds?: readonly string[] },
): Promise<ShownImport> {
  const record = await findImport(registry.db, wanted.importId);
  if (!record || (wanted.universityIds && !wanted.universityIds.includes(record.universityId))) {
    throw new DomainError('import.unknown', 'There is no such import.');
  }
  const source = (await findSourceById(registry.db, record.sourceId))!;
  const university = (await listUniversities(registry.db)).find((one) => one.id === record.universityId)!;
  return {
    record,
    university,
    source,
    refused: await listRefused(registry.db, record.id, { line: 0, limit: refused_shown }),
  };
}
