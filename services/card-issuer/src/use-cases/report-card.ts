import { transaction } from '@onecampus/database';
import type { CardDesk } from '../card-desk.ts';
import { cardReported } from '../events.ts';
import type { CardName } from '../rules/card-name.ts';
import type { CardView } from '../rules/card-view.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';
import { viewOf } from '../store/view-of.ts';

export const cardLosses = ['lost', 'stolen', 'damaged'] as const;
export type CardLoss = (typeof cardLosses)[number];

/**
 * Writes down that a card is gone or broken. A lost one may be found again; a stolen or damaged one only be replaced.
 *
 * @throws DomainError `card.unknown`, `person.own_record`, `card.state_change_refused`, `card.changed_meanwhile`.
 */
export async function reportCard(
  desk: CardDesk,
  order: { readonly by: Operator; readonly card: CardName; readonly as: CardLoss },
): Promise<CardView> {
  const reported = await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, order.card);
    refuseOwnRecord(order.by, card.personId);
    const moved = await moveCard(tx, card, { state: order.as, reason: `reported_${order.as}`, by: order.by });
    await cardReported(tx, order.by, moved, order.as);
    return viewOf(tx, moved, desk.clock.now());
  });
  desk.waker.wake();
  return reported;
}
