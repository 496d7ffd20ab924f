import { type Db, transaction } from '@onecampus/database';
import {
  type Actor,
  type Card,
  type CardState,
  changeCardState,
  insertCard,
  type University,
} from '@onecampus/directory';
import { drawCardNumber } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import { forceCardInto } from '../support/card-states.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

export const librarian: Actor = 'person:00000000-0000-7000-8000-000000000001';
export const draw = () => drawCardNumber(randomDigits);
export const refusedBy = (constraint: string) => ({ code: 'row.refused', details: { constraint } });
export const holderOf = (card: { personId: string }): Actor => `person:${card.personId}`;

/** The table of cards on a database of its own, as the card issuer's role sees and changes it. */
export interface CardTable {
  readonly database: FreshDatabase;
  readonly issuer: Db;
  readonly tpu: University;
  somebody(): Promise<string>;
  insert(personId: string, state: CardState, number?: string): Promise<Card>;
  /** A card in any state, put there past the rules. */
  cardIn(state: CardState, cameSo?: { by?: Actor | 'holder'; daysAgo?: number }): Promise<Card>;
  move(card: { id: string; version: number }, state: CardState, by?: Actor): Promise<Card | undefined>;
}

export async function openCardTable(): Promise<CardTable> {
  const database = await freshDatabase();
  const issuer = database.as('card-issuer');
  const { tpu } = await arrangeUniversities(database.admin);
  const somebody = async () => (await arrangePerson(database.admin, { university: tpu })).personId;
  const insert = (personId: string, state: CardState, number: string = draw()) =>
    transaction(issuer, (tx) =>
      insertCard(tx, {
        id: uuidv7(),
        personId,
        number,
        state,
        issuedByUniversityId: tpu.id,
        validFrom: new Date(),
        validUntil: null,
        changedBy: librarian,
      }),
    );
  return {
    database,
    issuer,
    tpu,
    somebody,
    insert,
    cardIn: async (state, { by = librarian, daysAgo = 0 } = {}) => {
      const card = await insert(await somebody(), 'active');
      await forceCardInto(database, card.id, state, { by: by === 'holder' ? holderOf(card) : by, daysAgo });
      return { ...card, version: 2 };
    },
    move: (card, state, by = librarian) =>
      transaction(issuer, (tx) =>
        changeCardState(tx, { cardId: card.id, version: card.version, state, reason: 'test', changedBy: by }),
      ),
  };
}
