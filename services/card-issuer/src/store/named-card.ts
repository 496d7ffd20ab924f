import type { Tx } from '@onecampus/database';
import { type Card, findCardById, findCardByNumber } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardName } from '../rules/card-name.ts';

/** `card.unknown`, or `card.changed_meanwhile` where the card is not any more what the page showed. */
export async function namedCard(tx: Tx, name: CardName): Promise<Card> {
  const card = 'number' in name ? await findCardByNumber(tx, name.number) : await findCardById(tx, name.id);
  if (!card || ('personId' in name && card.personId !== name.personId)) {
    throw new DomainError('card.unknown', 'There is no such card.');
  }
  if (name.version !== undefined && card.version !== name.version) throw changedMeanwhile();
  return card;
}

export function changedMeanwhile(): DomainError {
  return new DomainError('card.changed_meanwhile', 'Somebody else changed this card meanwhile.');
}
