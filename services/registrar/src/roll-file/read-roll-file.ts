import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Charset } from '../rules/detect-charset.ts';
import { type Delimiter, detectDelimiter } from '../rules/detect-delimiter.ts';
import { type MappedHeadings, mapHeadings } from '../rules/map-headings.ts';
import type { RollMapping } from '../rules/roll-field.ts';
import { decodeText } from './decode-text.ts';
import { unreadable } from './unreadable.ts';

/** No row of a roll comes near this; what does is a quotation mark that was never closed. */
const row_size_max_characters = 200_000;
const heading_size_max_characters = 20_000;

export interface RollFile {
  charset(): Charset;
  readonly delimiter: Delimiter;
  readonly headings: MappedHeadings;
  /** A OneRoster package: its roles have their own words, and its columns are not remembered. */
  readonly isRoster?: boolean;
  /** It speaks only of what changed: nobody and nothing ends by being left out. */
  readonly delta?: boolean;
  /** Data rows with the line on which each starts (the heading is line 1). Throws `import.unreadable` when it comes upon it. */
  readonly rows: AsyncGenerator<{ line: number; cells: string[] }>;
}

/** Opens a roll of any supported charset, separator and headings; reads it row by row at constant memory. */
export async function readRollFile(bytes: AsyncIterable<Uint8Array>, mapping: RollMapping): Promise<RollFile> {
  const { text, charset } = decodeText(bytes);
  const { firstLine, begun } = await takeFirstLine(text);
  const delimiter = detectDelimiter(firstLine);
  if (delimiter === undefined) throw unreadable('no-delimiter');
  const records = parseRecords(continued(begun, text), delimiter);
  const heading = (await records.next()).value;
  if (!heading) throw unreadable('no-heading');
  const headings = mapHeadings(withoutEmptyEnd(heading.cells), mapping);
  if ('kind' in headings) {
    await records.return(undefined);
    switch (headings.kind) {
      case 'missing-fields':
        throw unreadable('missing-fields', { fields: headings.fields, headings: headings.unknown });
      case 'missing-headings':
        throw unreadable('missing-headings', { headings: headings.headings });
      case 'field-twice':
        throw unreadable('field-twice', { fields: [headings.field], headings: headings.headings });
    }
  }
  return { charset, delimiter, headings, rows: records };
}

/** The first line with something in it, outside of quotes, and all the text read so far. */
async function takeFirstLine(text: AsyncGenerator<string>): Promise<{ firstLine: string; begun: string }> {
  let begun = '';
  for (;;) {
    const { value, done } = await text.next();
    begun += value ?? '';
    const line = /^\s*((?:"(?:[^"]|"")*"|[^"\n])+)(\n|$)/.exec(begun);
    if (line && (line[2] === '\n' || done)) return { firstLine: line[1]!, begun };
    if (done) {
      if (begun.trim() === '') throw unreadable('no-heading');
      return { firstLine: begun.trimStart().split('\n', 1)[0]!, begun };
    }
    if (
      begun.length > heading_size_max_characters &&
      !begun.trimStart().slice(0, heading_size_max_characters).includes('\n')
    ) {
      throw unreadable('heading-too-long');
    }
  }
}

async function* continued(begun: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield begun;
  yield* rest;
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}

async function* parseRecords(
  text: AsyncGenerator<string>,
  delimiter: Delimiter,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    // A quotation mark in the middle of an unquoted cell is a letter like others: ООО "Рога и копыта".
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: row_size_max_characters,
  });
  const pumped = pipeline(Readable.from(text), parser);
  // The loop below meets the same error; this one would otherwise be unhandled.
  pumped.catch(() => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (record.every((cell) => cell.trim() === '')) continue;
      yield { line: info.lines - record.reduce((sum, cell) => sum + breaksIn(cell), 0), cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? csvFault(error) : error;
  } finally {
    parser.destroy();
  }
}

function breaksIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function csvFault(error: CsvError) {
  const line = Number(error['lines']) || 1;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return unreadable('quote-not-closed', { line }, error);
    case 'CSV_MAX_RECORD_SIZE':
      return unreadable('row-too-large', { line, limit: row_size_max_characters }, error);
    default:
      return unreadable('malformed-quotes', { line }, error);
  }
}
