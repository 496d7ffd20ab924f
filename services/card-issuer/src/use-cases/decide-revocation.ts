import { type Tx, transaction } from '@onecampus/database';
import {
  decideRevocation as decide,
  findCardById,
  killCredentials,
  lockRevocation,
  type Revocation,
  type RevocationDecision,
  recordAudit,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { cardRevoked } from '../events.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { orCardRefusal } from '../store/card-refusal.ts';
import { moveCard } from '../store/move-card.ts';

/**
 * A second librarian takes the card away, or declines; or who asked takes it back. The card and its credentials end in the
 * transaction of the decision, and Postgres lets nobody agree with himself (migration 0053).
 *
 * @throws DomainError `card.revocation_unknown` (also where it was decided), `card.second_pair_of_eyes`, `person.own_record`,
 *   `card.state_change_refused` where the card has ended meanwhile.
 */
export async function decideRevocation(
  desk: CardDesk,
  order: { readonly by: Operator; readonly id: string; readonly decision: RevocationDecision },
): Promise<Revocation> {
  const decided = await transaction(desk.db, async (tx) => {
    const wish = await lockRevocation(tx, order.id);
    if (!wish) throw new DomainError('card.revocation_unknown', 'Nobody waits for this decision.');
    refuseOwnRecord(order.by, wish.personId);
    await orCardRefusal(decide(tx, { id: wish.id, decision: order.decision, by: order.by.actor }));
    await recordAudit(tx, {
      actor: order.by.actor,
      action: `card.revocation_${order.decision === 'revoked' ? 'granted' : order.decision}`,
      subject: `card:${wish.cardId}`,
      universityId: wish.universityId,
      details: { revocation: wish.id },
    });
    if (order.decision === 'revoked') await revoke(tx, wish, order.by);
    return wish;
  });
  if (order.decision === 'revoked') desk.waker.wake();
  return decided;
}

async function revoke(tx: Tx, wish: Revocation, by: Operator): Promise<void> {
  const card = await findCardById(tx, wish.cardId);
  const revoked = await moveCard(tx, card!, { state: 'revoked', reason: 'revoked_by_two', by });
  await killCredentials(tx, revoked.id);
  await cardRevoked(tx, by, revoked);
}
