import iconv from 'iconv-lite';
import type { RollField, RollFile } from '../roll-file.ts';

/** A data row by the meaning of its columns; a column that is missing in the row is missing here. */
export type ParsedRow = { row: number; line: number; cells: Partial<Record<RollField, string>> };

/** Reads a roll by its description alone, letter by letter, apart from the code that writes rolls. */
export function parseRoll(bytes: Buffer, { charset, bom, delimiter, lineEnd, mapping }: RollFile): ParsedRow[] {
  const text = iconv.decode(bytes, charset, { stripBOM: bom });
  const records: { line: number; cells: string[] }[] = [];
  let [record, cell, quoted, line] = [{ line: 1, cells: [] as string[] }, '', false, 1];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '\n') line++;
    if (letter === '"' && !(quoted && text[at + 1] === '"')) quoted = !quoted;
    else if (letter === '"') cell += text[++at];
    else if (!quoted && letter === delimiter) {
      record.cells.push(cell);
      cell = '';
    } else if (!quoted && text.startsWith(lineEnd, at)) {
      at += lineEnd.length - 1;
      if (lineEnd.length === 2) line++;
      records.push({ line: record.line, cells: [...record.cells, cell] });
      [record, cell] = [{ line, cells: [] }, ''];
    } else cell += letter;
  }
  const [headings, ...data] = records;
  return data.map(({ line: start, cells }, index) => {
    const named = cells.flatMap((value, at) => {
      const field = mapping.columns[headings!.cells[at]!];
      return field ? [[field, value] as const] : [];
    });
    return { row: index + 1, line: start, cells: Object.fromEntries(named) };
  });
}
