import type { Registry } from '../registry.ts';
import { nameKey } from '../rules/name-key.ts';
import { type RefusedRow, type RollRow, type RowReader, readRow } from '../rules/read-row.ts';
import { shownCells } from '../rules/shown-cells.ts';
import { copyLine, copyRows } from '../store/copy-rows.ts';
import type { RollFile } from './read-roll-file.ts';

const batch_rows = 5_000;

/** Reads a roll to its end, row by row, and stages it in batches; returns how many data rows it had. */
export async function stageRows(
  registry: Registry,
  importId: string,
  file: RollFile,
  reader: RowReader,
  onRows: (rows: number) => void,
): Promise<number> {
  let staged = 0;
  let lines: string[] = [];
  const send = async () => {
    if (lines.length === 0) return;
    const batch = lines;
    lines = [];
    await copyRows(registry.db, batch);
    staged += batch.length;
    onRows(staged);
  };
  for await (const { line, cells } of file.rows) {
    const row = readRow(cells, reader);
    lines.push(
      'fault' in row
        ? refusedLine(importId, line, row, shownCells(cells, reader.fields))
        : acceptedLine(registry, importId, line, row),
    );
    if (lines.length === batch_rows) await send();
  }
  await send();
  return staged;
}

function acceptedLine(registry: Registry, importId: string, line: number, row: RollRow): string {
  const mark = row.nationalNumber === null ? null : `\\x${registry.markNationalNumber(row.nationalNumber)}`;
  return copyLine([
    importId,
    line,
    row.sourceKey,
    row.familyName,
    row.givenName,
    row.patronymic,
    row.birthDate,
    mark,
    row.login,
    row.email,
    row.affiliation,
    row.affiliationWord,
    row.orgUnit,
    row.programme,
    row.validFrom,
    row.validUntil,
    row.status,
    registry.newReference(),
    nameKey(row),
    null,
    null,
    null,
  ]);
}

function refusedLine(importId: string, line: number, row: RefusedRow, cells: readonly string[]): string {
  const nothing = Array.from({ length: 16 }, () => null);
  return copyLine([importId, line, row.sourceKey, ...nothing, row.fault, row.field, JSON.stringify(cells)]);
}
