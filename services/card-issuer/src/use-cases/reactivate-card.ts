import { transaction } from '@onecampus/database';
import type { CardDesk } from '../card-desk.ts';
import { cardReactivated } from '../events.ts';
import type { CardName } from '../rules/card-name.ts';
import type { CardView } from '../rules/card-view.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';
import { viewOf } from '../store/view-of.ts';

/**
 * Puts a card that was suspended or lost back to use: it was found.
 *
 * @throws DomainError `card.unknown`, `person.own_record`, `card.state_change_refused`, `card.changed_meanwhile`,
 *   `card.already_live` where the person was given another one meanwhile.
 */
export async function reactivateCard(
  desk: CardDesk,
  order: { readonly by: Operator; readonly card: CardName; readonly reason?: 'found' | 'mistake' | undefined },
): Promise<CardView> {
  const found = await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, order.card);
    refuseOwnRecord(order.by, card.personId);
    const moved = await moveCard(tx, card, { state: 'active', reason: order.reason ?? 'found', by: order.by });
    await cardReactivated(tx, order.by, moved);
    return viewOf(tx, moved, desk.clock.now());
  });
  desk.waker.wake();
  return found;
}
