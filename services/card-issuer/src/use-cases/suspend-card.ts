import { transaction } from '@onecampus/database';
import type { CardDesk } from '../card-desk.ts';
import { cardSuspended } from '../events.ts';
import type { CardName } from '../rules/card-name.ts';
import type { CardView } from '../rules/card-view.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';
import { viewOf } from '../store/view-of.ts';

/**
 * Stops a card everywhere until it is found: gates, libraries and sign-ins read it from the change feed.
 *
 * @throws DomainError `card.unknown`, `person.own_record`, `card.state_change_refused`, `card.changed_meanwhile`.
 */
export async function suspendCard(
  desk: CardDesk,
  order: { readonly by: Operator; readonly card: CardName; readonly reason: string },
): Promise<CardView> {
  const suspended = await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, order.card);
    refuseOwnRecord(order.by, card.personId);
    const moved = await moveCard(tx, card, { state: 'suspended', reason: order.reason, by: order.by });
    await cardSuspended(tx, order.by, moved);
    return viewOf(tx, moved, desk.clock.now());
  });
  desk.waker.wake();
  return suspended;
}
