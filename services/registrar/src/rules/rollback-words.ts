import type { KeptReason, RollbackLine } from '@onecampus/directory';
import { saidWindow } from './preview-words.ts';
import type { RollMapping } from './roll-field.ts';

type Text = { readonly ru: string; readonly en: string };

/** Why a record is left as it is, in the words a registrar reads. */
const keptReasons: Readonly<Record<KeptReason, Text>> = {
  erased: { ru: 'Данные этого человека уничтожены.', en: 'This person’s data were erased.' },
  'changed-since': {
    ru: 'Данные этого человека менялись после загрузки: действует то, что сказано позже.',
    en: 'This person’s data were changed after the import: what was said later counts.',
  },
  'affiliations-changed-since': {
    ru: 'Обучение или работа этого человека менялись после загрузки: действует то, что сказано позже.',
    en: 'This person’s affiliations were changed after the import: what was said later counts.',
  },
  'login-changed-since': {
    ru: 'Логин этого человека менялся после загрузки: действует новый.',
    en: 'This person’s login was changed after the import: the newer one counts.',
  },
};

export interface RollbackReportLine {
  readonly kind: 'restore' | 'withdraw' | 'keep';
  readonly sourceKey: string;
  readonly name: string;
  readonly reason: (Text & { readonly code: KeptReason }) | null;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Says what a rollback would do in the words of the file, else of the university's settings. */
export function rollbackInOwnWords(
  lines: readonly RollbackLine[],
  wordsOfFile: Readonly<Record<string, string>> | undefined,
  mapping: RollMapping,
): RollbackReportLine[] {
  const say = saidWindow(new Map(Object.entries(wordsOfFile ?? {})), mapping);
  return lines.map((line) => ({
    ...line,
    reason: line.reason === null ? null : { code: line.reason, ...keptReasons[line.reason] },
    before: line.before.map(say),
    after: line.after.map(say),
  }));
}
