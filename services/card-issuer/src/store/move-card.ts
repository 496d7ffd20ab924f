import type { Tx } from '@onecampus/database';
import { type Card, type CardState, changeCardState } from '@onecampus/directory';
import type { Operator } from '../rules/operator.ts';
import { orCardRefusal } from './card-refusal.ts';
import { changedMeanwhile } from './named-card.ts';

/** Moves a card as it was just read to another state, or refuses in the desk's words. */
export async function moveCard(
  tx: Tx,
  card: Card,
  move: { state: CardState; reason: string | null; by: Operator },
): Promise<Card> {
  const moved = await orCardRefusal(
    changeCardState(tx, {
      cardId: card.id,
      version: card.version,
      state: move.state,
      reason: move.reason,
      changedBy: move.by.actor,
    }),
  );
  if (!moved) throw changedMeanwhile();
  return moved;
}
