import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from '../roll-file/decode-text.ts';
import { unreadable } from '../roll-file/unreadable.ts';

const row_size_max_characters = 200_000;

/** One row of a table by the names of its columns; what it does not have is empty. `line` is where it ends in its file. */
export interface TableRow {
  readonly line: number;
  cell(column: string): string;
}

/** Reads one table of a OneRoster package row by row. @throws DomainError `import.unreadable` where columns are missing. */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  required: readonly string[],
): AsyncGenerator<TableRow> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: row_size_max_characters,
  });
  const pumped = pipeline(Readable.from(decodeText(bytes).text), parser);
  let failed: unknown;
  // What the reader below meets is the parser's own end; a fault of the text before it is kept here.
  pumped.catch((error: unknown) => {
    failed = error;
  });
  let places: Map<string, number> | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!places) {
        places = new Map(record.map((heading, at) => [heading.trim().toLowerCase(), at]));
        const missing = required.filter((column) => !places!.has(column.toLowerCase()));
        if (missing.length > 0) throw unreadable('table-without-columns', { headings: [name, ...missing] });
        continue;
      }
      const columns = places;
      yield { line: info.lines, cell: (column) => record[columns.get(column.toLowerCase()) ?? -1]?.trim() ?? '' };
    }
  } catch (error) {
    const cause = failed ?? error;
    throw cause instanceof CsvError
      ? unreadable('malformed-quotes', { line: Number(cause['lines']) || 1 }, cause)
      : cause;
  } finally {
    parser.destroy();
  }
}
