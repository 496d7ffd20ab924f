import { transaction } from '@onecampus/database';
import { findCardStanding } from '@onecampus/directory';
import type { CardDesk } from '../card-desk.ts';
import { cardSuspended } from '../events.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import { moveCard } from '../store/move-card.ts';

/**
 * A machine stops a card (SIP2 01): as far as a librarian would who finds one, and no farther. It is suspended, with whether
 * the machine kept it, and a librarian decides. Does nothing to a card that is not active: whatever it is, it opens nothing.
 */
export async function blockAtTerminal(
  desk: CardDesk,
  order: { readonly account: SipAccount; readonly patron: string; readonly retained: boolean },
): Promise<'suspended' | 'nothing_to_do'> {
  const { account } = order;
  const by = { actor: `terminal:${account.id}`, universityId: account.universityId } as const;
  const done = await transaction(desk.db, async (tx) => {
    const { card } = await findCardStanding(tx, {
      key: { kind: 'scanned', value: order.patron },
      at: { universityId: account.universityId },
      now: desk.clock.now(),
    });
    if (card?.state !== 'active') return 'nothing_to_do';
    const reason = order.retained ? 'kept_by_machine' : 'stopped_at_machine';
    await cardSuspended(tx, by, await moveCard(tx, card, { state: 'suspended', reason, by }));
    return 'suspended';
  });
  if (done === 'suspended') desk.waker.wake();
  return done;
}
