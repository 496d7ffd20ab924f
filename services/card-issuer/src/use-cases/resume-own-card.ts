import { transaction } from '@onecampus/database';
import type { CardDesk } from '../card-desk.ts';
import { cardReactivated } from '../events.ts';
import type { CardView } from '../rules/card-view.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';
import { viewOf } from '../store/view-of.ts';

/**
 * The holder found his card: what he stopped himself he takes back himself, within thirty days. What a librarian stopped, or
 * wrote down as lost, only a librarian takes back; Postgres holds that (migration 0053).
 *
 * @throws DomainError `card.unknown` (also for another's card), `card.state_change_refused`, `card.changed_meanwhile`,
 *   `card.already_live`.
 */
export async function resumeOwnCard(
  desk: CardDesk,
  order: { readonly personId: string; readonly cardId: string; readonly version: number },
): Promise<CardView> {
  const by = { actor: `person:${order.personId}` } as const;
  const resumed = await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, { id: order.cardId, personId: order.personId, version: order.version });
    const moved = await moveCard(tx, card, { state: 'active', reason: 'found_by_holder', by });
    await cardReactivated(tx, by, moved);
    return viewOf(tx, moved, desk.clock.now());
  });
  desk.waker.wake();
  return resumed;
}
