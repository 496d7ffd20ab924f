import type { Tx } from '@onecampus/database';
import type { Actor } from '../audit/record-audit.ts';
import { type Card, type CardState, cardColumns } from './card.ts';

export interface NewCard {
  readonly id: string;
  readonly personId: string;
  readonly number: string;
  readonly state: CardState;
  readonly reason?: string;
  readonly issuedByUniversityId: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly replaces?: string;
  readonly changedBy: Actor;
}

/**
 * Brings a card into being. `row.duplicate` with constraint `one_live_card` (the person carries one) or `cards_number_key`
 * (the number was given before, to whomever).
 */
export async function insertCard(tx: Tx, card: NewCard): Promise<Card> {
  const { rows } = await tx.raw<{ rows: Card[] }>(
    `insert into directory.cards
       (id, person_id, number, state, state_reason, issued_by_university_id, valid_from, valid_until, replaces, changed_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     returning ${cardColumns}`,
    [
      card.id,
      card.personId,
      card.number,
      card.state,
      card.reason ?? null,
      card.issuedByUniversityId,
      card.validFrom,
      card.validUntil,
      card.replaces ?? null,
      card.changedBy,
    ] as never,
  );
  return rows[0]!;
}
