import type { Db } from '@onecampus/database';
import { type Card, findProfile } from '@onecampus/directory';
import { type CardView, cardView } from '../rules/card-view.ts';

/** A card together with what its holder's affiliations make of its validity. */
export async function viewOf(db: Db, card: Card, now: Date): Promise<CardView> {
  const profile = await findProfile(db, card.personId);
  return cardView(card, profile?.affiliations ?? [], now);
}
