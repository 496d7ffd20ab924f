import type { RollPreviewLine } from '@onecampus/directory';
import { csvCell } from './csv-cell.ts';
import { fieldNames } from './file-faults.ts';
import { saidWindow } from './preview-words.ts';
import type { RollField, RollMapping } from './roll-field.ts';

const headings = {
  ru: ['Что произойдёт', 'Номер', 'Имя', 'Данные: было → станет', 'Было', 'Станет'],
  en: ['What happens', 'Number', 'Name', 'Data: before → after', 'Before', 'After'],
} as const;
const kinds = {
  ru: { new: 'новый', changed: 'изменится', ending: 'прекратится' },
  en: { new: 'new', changed: 'changes', ending: 'ends' },
} as const;

/** Everything that a roll changes as lines of a CSV for spreadsheets, in the university's own words; no cell is a formula. */
export async function* changesCsv(
  lines: AsyncIterable<RollPreviewLine>,
  locale: 'ru' | 'en',
  wordsOfFile: Readonly<Record<string, string>> | undefined,
  mapping: RollMapping,
): AsyncGenerator<string> {
  const say = saidWindow(new Map(Object.entries(wordsOfFile ?? {})), mapping);
  yield `\ufeff${line(headings[locale])}`;
  for await (const { kind, sourceKey, name, fields, before, after } of lines) {
    const data = fields.map((one) => {
      const field = fieldNames[one.field as RollField]?.[locale] ?? one.field;
      // Of a national number there is nothing to show: it is kept as a keyed hash.
      return 'new' in one ? `${field}: ${one.old ?? '—'} → ${one.new ?? '—'}` : field;
    });
    yield line([
      kinds[locale][kind],
      sourceKey,
      name,
      data.join('; '),
      before.map(say).join('; '),
      after.map(say).join('; '),
    ]);
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`;
}
