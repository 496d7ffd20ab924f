import { Card, Code, formatDateTime, type Html, Table } from '@onecampus/pages';
import type { ReaderPage } from './reader-page.ts';
import { zoneOf } from './validity.ts';
import { eventName } from './words/card-words.ts';
import { readerWords } from './words/reader-words.ts';

/** What happened to all cards of the reader, the newest first; nothing for who never had one. */
export function readerHistoryView({ locale, reader, visitor }: ReaderPage): Html | null {
  if (reader.events.length === 0) return null;
  const words = readerWords(locale);
  const numbers = new Map(reader.cards.map((card) => [card.id, card.number]));
  const zone = zoneOf(reader.universities, visitor.universityIds[0]);
  return Card({
    title: words.history,
    flush: true,
    children: Table({
      caption: words.history,
      captionHidden: true,
      columns: [
        { key: 'at', label: words.when, nowrap: true, heading: true },
        { key: 'what', label: words.what },
        { key: 'number', label: words.number, nowrap: true },
        { key: 'by', label: words.by },
      ],
      rows: reader.events.map((event) => ({
        at: formatDateTime(locale, event.at, zone),
        what: eventName(locale, event),
        number: Code({ value: numbers.get(event.cardId) ?? '' }),
        by: byWhom(event.actor, reader.personId, words),
      })),
    }),
  });
}

/** Colleagues are not named to each other here: who exactly it was stands in the audit trail. */
function byWhom(actor: string, readerId: string, words: ReturnType<typeof readerWords>): string {
  if (actor === `person:${readerId}`) return words.byReader;
  if (actor.startsWith('person:')) return words.byLibrarian;
  return words.byProgram(actor.slice(actor.indexOf(':') + 1));
}
