import { reasonText } from '@onecampus/directory';
import type { PatronAnswer } from '../rules/patron-answer.ts';

export type ScreenLanguage = 'ru' | 'en';

/** The codes of the specification's table of languages (p. 24) that we speak; another one is answered in the machine's own. */
const languages: Readonly<Record<string, ScreenLanguage>> = { '001': 'en', '015': 'ru' };
const codes: Readonly<Record<ScreenLanguage, string>> = { en: '001', ru: '015' };

export function screenLanguage(asked: string, usual: ScreenLanguage): ScreenLanguage {
  return languages[asked] ?? usual;
}

export function languageCode(language: ScreenLanguage): string {
  return codes[language];
}

const words = {
  unavailable: {
    ru: 'Сейчас карту не проверить. Попробуйте через минуту или подойдите к библиотекарю.',
    en: 'The card cannot be checked just now. Try again in a minute or ask a librarian.',
  },
  tooMany: {
    ru: 'Слишком много запросов от этого устройства. Подождите минуту.',
    en: 'Too many requests from this machine. Wait a minute.',
  },
  noItems: {
    ru: 'Книги здесь не учитываются: спросите в своей библиотеке.',
    en: 'Books are not kept track of here: ask your library.',
  },
  notToBlock: {
    ru: 'Этому устройству нельзя останавливать карты. Позовите библиотекаря.',
    en: 'This machine may not stop cards. Ask a librarian.',
  },
} as const;
export type ScreenWord = keyof typeof words;

export function screenWord(word: ScreenWord, language: ScreenLanguage): string {
  return words[word][language];
}

/** Lines that a screen has room for. */
const lines_max = 3;

/** What stands on the machine's screen: nothing where all is well; of blocks what each of them says to its reader. */
export function screenLines(answer: PatronAnswer, language: ScreenLanguage): string[] {
  if (answer.reason === 'ok') return [];
  const reason = reasonText(answer.reason, 'reader', language);
  if (!answer.known || answer.blocks.length === 0) return [reason];
  return answer.blocks.slice(0, lines_max).map((block) => block.publicText);
}
