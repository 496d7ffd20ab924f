import type { RollCounts } from './review-reasons.ts';
import { type RowFaultCode, rowFaultText } from './row-faults.ts';

interface Outcome {
  readonly fileName: string;
  readonly state: 'applied' | 'same' | 'held' | 'refused';
  readonly fault: { readonly code: string; readonly ru: string; readonly en: string } | null;
  /** Of an import that was made of the file. */
  readonly importId: string | null;
  readonly importUrl: string | null;
  readonly counts: RollCounts | null;
  readonly refused: readonly {
    readonly line: number;
    readonly sourceKey: string | null;
    readonly fault: RowFaultCode;
    readonly otherLine: number | null;
  }[];
}

const states = {
  ru: {
    applied: 'Список загружен.',
    same: 'Этот файл уже был загружен последним: ничего не изменено.',
    held: 'Ничего не изменено: файл выглядит необычно и ждёт решения регистратора.',
    refused: 'Файл не загружен: ничего не изменено.',
  },
  en: {
    applied: 'The roll is imported.',
    same: 'This file was the last one to be imported: nothing was changed.',
    held: 'Nothing was changed: the file looks unusual and waits for a registrar.',
    refused: 'The file was not imported: nothing was changed.',
  },
} as const;

/** What became of a delivered file, in plain words for whoever looks into the folder: Russian first, then English. */
export function deliveryReportText(outcome: Outcome): string {
  return `${(['ru', 'en'] as const).map((locale) => part(outcome, locale)).join('\n\n')}\n`;
}

/** The same for a program. */
export function deliveryReport(outcome: Outcome): object {
  return {
    file: outcome.fileName,
    state: outcome.state,
    fault: outcome.fault,
    import_id: outcome.importId,
    import_url: outcome.importUrl,
    counts: outcome.counts,
    refused: outcome.refused.map(({ line, sourceKey, fault, otherLine }) => ({
      line,
      source_key: sourceKey,
      reason: fault,
      ...rowFaultText(fault, otherLine),
    })),
  };
}

function part({ fileName, state, fault, importUrl, counts, refused }: Outcome, locale: 'ru' | 'en'): string {
  const ru = locale === 'ru';
  const lines = [fileName, states[locale][state]];
  if (fault) lines.push(fault[locale]);
  if (counts) {
    const { rows, new: fresh, changed, ending, unchanged } = counts;
    lines.push(
      ru
        ? `Строк: ${rows}; новых: ${fresh}, изменено: ${changed}, прекращено: ${ending}, без изменений: ${unchanged}, отклонено строк: ${counts.refused}.`
        : `Rows: ${rows}; new: ${fresh}, changed: ${changed}, ending: ${ending}, unchanged: ${unchanged}, rows refused: ${counts.refused}.`,
    );
  }
  for (const row of refused) {
    const whose = row.sourceKey === null ? '' : ` (${row.sourceKey})`;
    lines.push(`${ru ? 'Строка' : 'Line'} ${row.line}${whose}: ${rowFaultText(row.fault, row.otherLine)[locale]}`);
  }
  if (importUrl) lines.push(`${ru ? 'Подробно' : 'In detail'}: ${importUrl}`);
  return lines.join('\n');
}
