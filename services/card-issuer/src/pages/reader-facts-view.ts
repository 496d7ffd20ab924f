import { Card, DescriptionList, type Html, html } from '@onecampus/pages';
import type { ReaderPage } from './reader-page.ts';
import { lastDay, zoneOf } from './validity.ts';
import { affiliationName } from './words/affiliation-words.ts';
import { readerWords } from './words/reader-words.ts';

/** What is compared with the document in the reader's hand, and not a fact more. */
export function readerFactsView({ locale, reader }: ReaderPage): Html {
  const words = readerWords(locale);
  const belongs = reader.affiliations.map(({ universityId, affiliation, effectiveUntil }) => {
    const university = reader.universities.find((one) => one.id === universityId);
    const end = effectiveUntil
      ? words.until(lastDay(locale, effectiveUntil, zoneOf(reader.universities, universityId)))
      : words.open;
    return html`<p>${university?.shortName[locale]}: ${affiliationName(locale, affiliation)}, ${end}</p>`;
  });
  return Card({
    title: words.who,
    children: DescriptionList({
      items: [
        { term: words.birthYear, description: reader.birthYear ?? words.birthYearUnknown },
        {
          term: words.belongs,
          description: belongs.length > 0 ? html`${belongs}` : words.belongsNowhere,
        },
      ],
    }),
  });
}
