import { Card, DescriptionList, type Html, html, type Locale } from '@onecampus/pages';
import type { OwnCard } from '../use-cases/show-own-card.ts';
import { lastDay, zoneOf } from './validity.ts';
import { blockWords, kindNames, money, placeOf } from './words/block-words.ts';

/** What its holder may not do now, where, until when, and who lifts it; nothing where he may do everything. */
export function ownBlocksView(locale: Locale, { blocks, universities }: OwnCard): Html | null {
  if (blocks.length === 0) return null;
  const words = blockWords(locale);
  return Card({
    title: words.ownTitle,
    children: blocks.map((block) => {
      const amount = money(locale, block);
      const by = universities.find((one) => one.id === block.universityId)?.shortName[locale] ?? '';
      const end = block.until
        ? words.until(lastDay(locale, block.until, zoneOf(universities, block.universityId)))
        : words.untilLifted;
      return html`${DescriptionList({
        items: [
          { term: words.what, description: kindNames(locale, block.kinds, 'reader') },
          { term: words.where, description: placeOf(locale, block, universities) },
          { term: words.why, description: block.publicText },
          ...(amount === undefined ? [] : [{ term: words.amount, description: amount }]),
          { term: words.how, description: end },
        ],
      })}<p class="field-hint">${words.ownHow(by)}</p>`;
    }),
  });
}
