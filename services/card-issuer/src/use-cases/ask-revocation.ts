import { transaction } from '@onecampus/database';
import { insertRevocation, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import type { CardName } from '../rules/card-name.ts';
import type { Operator } from '../rules/operator.ts';
import { presentCard } from '../rules/present-card.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { orCardRefusal } from '../store/card-refusal.ts';
import { namedCard } from '../store/named-card.ts';

/**
 * Asks that a card be taken away for good. Nothing happens to it until a second librarian agrees; who must stop it at once
 * suspends it meanwhile.
 *
 * @throws DomainError `card.unknown`, `card.changed_meanwhile`, `person.own_record`, `card.revocation_asked`,
 *   `card.state_change_refused` for a card that has ended already.
 */
export async function askRevocation(
  desk: CardDesk,
  order: { readonly by: Operator; readonly universityId: string; readonly card: CardName; readonly reason: string },
): Promise<string> {
  const id = desk.newId();
  await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, order.card);
    refuseOwnRecord(order.by, card.personId);
    if (!presentCard([card])) {
      throw new DomainError('card.state_change_refused', 'This card has ended already.', {
        details: { why: 'not_a_move' },
      });
    }
    const { universityId, reason, by } = order;
    await orCardRefusal(insertRevocation(tx, { id, cardId: card.id, universityId, reason, askedBy: by.actor }));
    await recordAudit(tx, {
      actor: by.actor,
      action: 'card.revocation_asked',
      subject: `card:${card.id}`,
      universityId,
      details: { revocation: id },
    });
  });
  return id;
}
