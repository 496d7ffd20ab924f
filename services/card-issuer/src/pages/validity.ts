import type { University } from '@onecampus/directory';
import { formatDate, type Locale } from '@onecampus/pages';
import type { CardView } from '../rules/card-view.ts';
import { readerWords } from './words/reader-words.ts';

const fallbackZone = 'Asia/Tomsk';

/** The last whole day before an end, as the calendar of the university has it: what ends at midnight ended the day before. */
export function lastDay(locale: Locale, end: Date, timeZone: string): string {
  return formatDate(locale, new Date(end.getTime() - 1), timeZone);
}

export function zoneOf(universities: readonly University[], universityId: string | undefined): string {
  return universities.find((one) => one.id === universityId)?.timeZone ?? fallbackZone;
}

/** One line: until when a card is good for anything. */
export function validityWords(locale: Locale, card: CardView, timeZone: string): string {
  const words = readerWords(locale);
  if (card.expired) return words.validEnded;
  return card.validUntil === null
    ? words.validOpen
    : words.validUntil(lastDay(locale, new Date(card.validUntil), timeZone));
}
