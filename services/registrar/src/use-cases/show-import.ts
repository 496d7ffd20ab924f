import type { Tx } from '@onecampus/database';
import {
  acrossUniversities,
  firstWithin,
  listUniversities,
  type University,
  withinUniversity,
} from '@onecampus/directory';
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
  const find = (tx: Tx) => findImport(tx, wanted.importId);
  const record = wanted.universityIds
    ? await firstWithin(registry.db, wanted.universityIds, find)
    : await acrossUniversities(registry.db, find);
  if (!record) throw new DomainError('import.unknown', 'There is no such import.');
  const university = (await listUniversities(registry.db)).find((one) => one.id === record.universityId)!;
  return withinUniversity(registry.db, university.id, async (tx) => ({
    record,
    university,
    source: (await findSourceById(tx, record.sourceId))!,
    refused: await listRefused(tx, record.id, { line: 0, limit: refused_shown }),
  }));
}
