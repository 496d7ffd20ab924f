import type { StaffRole } from '@onecampus/directory';
import type { Locale } from '@onecampus/pages';
import { consoleWords } from './console-words.ts';

export function roleWord(locale: Locale, role: StaffRole): string {
  const say = consoleWords(locale);
  const words: Readonly<Record<StaffRole, string>> = {
    registrar: say.registrar,
    administrator: say.administrator,
    librarian: say.librarian,
    'facility-manager': say.facilityManager,
  };
  return words[role];
}
