import { transaction } from '@onecampus/database';
import { insertOldBarcode, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import type { CardName } from '../rules/card-name.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { orCardRefusal } from '../store/card-refusal.ts';
import { namedCard } from '../store/named-card.ts';

/**
 * The bar code of the ticket that the reader had before goes on leading to him, at his library's own scanners and machines.
 * It means him at this university alone, and ends with the card.
 *
 * @throws DomainError `card.unknown`, `card.changed_meanwhile`, `person.own_record`, `card.old_barcode_taken`,
 *   `card.old_barcode_unfit`, `card.state_change_refused` for a card that does not live.
 */
export async function bindOldBarcode(
  desk: CardDesk,
  order: { readonly by: Operator; readonly universityId: string; readonly card: CardName; readonly value: string },
): Promise<void> {
  await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, order.card);
    refuseOwnRecord(order.by, card.personId);
    if (card.state !== 'active' && card.state !== 'suspended') {
      throw new DomainError('card.state_change_refused', 'This card does not live.', {
        details: { why: 'not_a_move' },
      });
    }
    const { universityId, value } = order;
    await orCardRefusal(insertOldBarcode(tx, { id: desk.newId(), cardId: card.id, universityId, value }));
    await recordAudit(tx, {
      actor: order.by.actor,
      action: 'card.old_barcode_bound',
      subject: `card:${card.id}`,
      universityId,
    });
  });
}
