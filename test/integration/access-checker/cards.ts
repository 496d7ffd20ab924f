import { transaction } from '@onecampus/database';
import {
  type CardState,
  changeCardState,
  findCardById,
  insertBarcodeCredential,
  insertCard,
  recordChange,
} from '@onecampus/directory';
import { drawCardNumber } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import type { FreshDatabase } from '../../support/databases.ts';
import { poolOf } from './pools.ts';

export interface ArrangedCard {
  readonly id: string;
  readonly number: string;
}

/** A card as the card issuer leaves it: made under its role, with its credential and its line in the feed. */
export async function arrangeCard(
  database: FreshDatabase,
  wanted: {
    personId: string;
    universityId: string;
    state?: CardState;
    validFrom?: Date;
    validUntil?: Date | null;
  },
): Promise<ArrangedCard> {
  const [id, number] = [uuidv7(), drawCardNumber(randomDigits)];
  await transaction(poolOf(database, 'card-issuer'), async (tx) => {
    await insertCard(tx, {
      id,
      personId: wanted.personId,
      number,
      state: wanted.state ?? 'active',
      issuedByUniversityId: wanted.universityId,
      validFrom: wanted.validFrom ?? new Date('2024-09-01T00:00:00+07:00'),
      validUntil: wanted.validUntil ?? null,
      changedBy: 'service:test',
    });
    await insertBarcodeCredential(tx, { id: uuidv7(), cardId: id, number });
    await recordChange(tx, { topic: 'card.changed', entityId: id });
  });
  return { id, number };
}

/** Moves a card along, as the desk does; taking it away is asked for by one and done by another. */
export async function moveCard(database: FreshDatabase, cardId: string, state: CardState): Promise<void> {
  const [asker, decider] = [`person:${uuidv7()}`, `person:${uuidv7()}`] as const;
  if (state === 'revoked') {
    await database.admin.raw(
      `insert into directory.card_revocations (id, card_id, university_id, reason, asked_by, decision, decided_by, decided_at)
       select ?, id, issued_by_university_id, 'test', ?, 'revoked', ?, now() from directory.cards where id = ?`,
      [uuidv7(), asker, decider, cardId],
    );
  }
  await transaction(poolOf(database, 'card-issuer'), async (tx) => {
    const card = await findCardById(tx, cardId);
    const moved = await changeCardState(tx, {
      cardId,
      version: card!.version,
      state,
      reason: 'test',
      changedBy: state === 'revoked' ? decider : 'service:test',
    });
    if (!moved) throw new Error('the card was changed by somebody else');
    await recordChange(tx, { topic: 'card.changed', entityId: cardId });
  });
}
