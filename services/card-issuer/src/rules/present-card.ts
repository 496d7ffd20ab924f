import type { CardState } from '@onecampus/directory';

const live: ReadonlySet<CardState> = new Set(['active', 'suspended']);
/** States from which no way leads back: beside such a card a person may be given a new one. */
const over: ReadonlySet<CardState> = new Set(['replaced', 'revoked', 'closed', 'rejected', 'cancelled']);

/**
 * The card that a person carries now, of all the person ever had (the newest first): the live one, else the newest that may
 * still come back or be replaced. An older card can be the live one: it was found after its holder had lost the next as well.
 */
export function presentCard<Card extends { readonly state: CardState }>(cards: readonly Card[]): Card | undefined {
  return cards.find((card) => live.has(card.state)) ?? cards.find((card) => !over.has(card.state));
}
