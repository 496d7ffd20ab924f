import type { Tx } from '@onecampus/database';
import { type Card, recordAudit, recordChange } from '@onecampus/directory';
import type { Operator } from './rules/operator.ts';

/** A card was given to somebody. */
export function cardIssued(tx: Tx, by: Operator, card: Card): Promise<void> {
  return cardEvent(tx, by, card, 'card.issued');
}

/** A card opens nothing until somebody says that it was found. */
export function cardSuspended(tx: Tx, by: Operator, card: Card): Promise<void> {
  return cardEvent(tx, by, card, 'card.suspended');
}

/** A card that was suspended or lost serves again. */
export function cardReactivated(tx: Tx, by: Operator, card: Card): Promise<void> {
  return cardEvent(tx, by, card, 'card.reactivated');
}

/** A card is out of its holder's hands, or broken. */
export function cardReported(tx: Tx, by: Operator, card: Card, as: 'lost' | 'stolen' | 'damaged'): Promise<void> {
  return cardEvent(tx, by, card, `card.reported_${as}`);
}

/** One card has taken the place of another, which is dead for ever. */
export async function cardReplaced(tx: Tx, by: Operator, old: Card, successor: Card): Promise<void> {
  await cardEvent(tx, by, old, 'card.replaced');
  await cardEvent(tx, by, successor, 'card.issued');
}

/** Two librarians took a card away. */
export function cardRevoked(tx: Tx, by: Operator, card: Card): Promise<void> {
  return cardEvent(tx, by, card, 'card.revoked');
}

/** A card ended: with its time, with its holder's last affiliation, or with his data. */
export function cardClosed(tx: Tx, by: Operator, card: Card): Promise<void> {
  return cardEvent(tx, by, card, 'card.closed');
}

/** A reader may not do something for now, or may do it again. Gates read it at once; the audit trail keeps what, never why. */
export async function blockChanged(
  tx: Tx,
  by: Operator,
  block: { readonly id: string; readonly personId: string; readonly universityId: string },
  action: 'block.set' | 'block.released',
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await recordChange(tx, { topic: 'block.changed', entityId: block.personId });
  await recordAudit(tx, {
    actor: by.actor,
    action,
    subject: `person:${block.personId}`,
    universityId: block.universityId,
    details: { block: block.id, ...details },
  });
}

async function cardEvent(tx: Tx, by: Operator, card: Card, action: string): Promise<void> {
  await recordChange(tx, { topic: 'card.changed', entityId: card.id, payload: { personId: card.personId } });
  await recordAudit(tx, {
    actor: by.actor,
    action,
    subject: `card:${card.id}`,
    ...(by.universityId === undefined ? {} : { universityId: by.universityId }),
    details: { version: card.version, state: card.state },
  });
}
