import { csvCell } from './csv-cell.ts';
import { fieldNames } from './file-faults.ts';
import type { RollField } from './roll-field.ts';
import { type RowFaultCode, rowFaultText } from './row-faults.ts';

interface Refused {
  readonly line: number;
  readonly sourceKey: string | null;
  readonly fault: RowFaultCode;
  readonly field: string | null;
  readonly otherLine: number | null;
  readonly cells: readonly string[] | null;
}

const headings = {
  ru: ['Строка', 'Номер', 'Поле', 'Что не так', 'Как было в файле'],
  en: ['Line', 'Number', 'Field', 'What is wrong', 'As it stood in the file'],
} as const;

/** Refused rows as lines of a CSV for spreadsheets: BOM, semicolons, and no cell that could be a formula. */
export async function* refusedCsv(rows: AsyncIterable<Refused>, locale: 'ru' | 'en'): AsyncGenerator<string> {
  yield `\ufeff${line(headings[locale])}`;
  for await (const { line: number, sourceKey, fault, field, otherLine, cells } of rows) {
    const fieldName = field === null ? '' : (fieldNames[field as RollField]?.[locale] ?? field);
    yield line([String(number), sourceKey ?? '', fieldName, rowFaultText(fault, otherLine)[locale], ...(cells ?? [])]);
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}
