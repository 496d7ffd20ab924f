import { transaction } from '@onecampus/database';
import type { CardDesk } from '../card-desk.ts';
import { cardSuspended } from '../events.ts';
import type { CardView } from '../rules/card-view.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';
import { viewOf } from '../store/view-of.ts';

/**
 * The holder says himself that his card is gone: it is dead everywhere at once. A library, seeing him, makes it live again or
 * replaces it; he cannot.
 *
 * @throws DomainError `card.unknown` (also for another's card), `card.state_change_refused`, `card.changed_meanwhile`.
 */
export async function reportOwnLoss(
  desk: CardDesk,
  order: { readonly personId: string; readonly cardId: string; readonly version: number },
): Promise<CardView> {
  const by = { actor: `person:${order.personId}` } as const;
  const suspended = await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, { id: order.cardId, personId: order.personId, version: order.version });
    const moved = await moveCard(tx, card, { state: 'suspended', reason: 'lost_by_holder', by });
    await cardSuspended(tx, by, moved);
    return viewOf(tx, moved, desk.clock.now());
  });
  desk.waker.wake();
  return suspended;
}
