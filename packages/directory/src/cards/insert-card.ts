import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { Actor } from '../audit/record-audit.ts';
import { type Card, type CardKind, type CardState, cardColumns } from './card.ts';

export interface NewCard {
  readonly id: string;
  readonly personId: string;
  readonly number: string;
  /** `shared` unless said otherwise; the other kinds need an end. */
  readonly kind?: CardKind;
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
 * (the number was given before, to whomever). A successor stands with the person of its predecessor, so that both go the same
 * way when people who were merged are parted; a first card is refused where a part of the person carries a live one.
 */
export async function insertCard(tx: Tx, card: NewCard): Promise<Card> {
  const { rows } = await tx.raw<{ rows: Card[] }>(
    `insert into directory.cards
       (id, person_id, number, kind, state, state_reason, issued_by_university_id, valid_from, valid_until, replaces, changed_by)
     select ?, coalesce(old.person_id, ?), ?, ?, ?, ?, ?, ?, ?, old.id, ?
     from (select) as one left join directory.cards old on old.id = ?
     where old.id is not null or not exists (
       select from directory.cards c where c.person_id in (select directory.same_person(?)) and c.person_id <> ? and c.state in ('active', 'suspended'))
     returning ${cardColumns}`,
    [
      card.id,
      card.personId,
      card.number,
      card.kind ?? 'shared',
      card.state,
      card.reason ?? null,
      card.issuedByUniversityId,
      card.validFrom,
      card.validUntil,
      card.changedBy,
      card.replaces ?? null,
      card.personId,
      card.personId,
    ] as never,
  );
  if (rows[0]) return rows[0];
  throw new DomainError('row.duplicate', 'A part of this person carries a live card.', {
    details: { constraint: 'one_live_card' },
  });
}
