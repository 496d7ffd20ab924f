import type { Tx } from '@onecampus/database';
import type { Actor } from '../audit/record-audit.ts';
import { type Card, type CardState, cardColumns } from './card.ts';

/**
 * Moves a card to another state if it still has the version that the caller saw; `undefined` if somebody was faster.
 * `row.refused` with constraint `card_state_change` where the table of allowed changes does not have the move.
 */
export async function changeCardState(
  tx: Tx,
  change: { cardId: string; version: number; state: CardState; reason: string | null; changedBy: Actor },
): Promise<Card | undefined> {
  const { rows } = await tx.raw<{ rows: Card[] }>(
    `update directory.cards set state = ?, state_reason = ?, changed_by = ?
     where id = ? and version = ?
     returning ${cardColumns}`,
    [change.state, change.reason, change.changedBy, change.cardId, change.version] as never,
  );
  return rows[0];
}
