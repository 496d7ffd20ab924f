import type { Tx } from '@onecampus/database';
import { type Card, insertBarcodeCredential, insertCard, type NewCard } from '@onecampus/directory';
import { orCardRefusal } from './card-refusal.ts';

/** Brings a card into being, live, with the bar code that carries its number. */
export async function handOut(
  tx: Tx,
  card: Omit<NewCard, 'state' | 'validUntil'> & { readonly validUntil?: Date | undefined },
  credentialId: string,
): Promise<Card> {
  const live = await orCardRefusal(insertCard(tx, { ...card, state: 'active', validUntil: card.validUntil ?? null }));
  await orCardRefusal(insertBarcodeCredential(tx, { id: credentialId, cardId: card.id, number: card.number }));
  return live;
}
