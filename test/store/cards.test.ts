import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import {
  type Actor,
  type CardState,
  cardStates,
  changeCardState,
  insertBarcodeCredential,
  insertCard,
  killCredentials,
  listCardEventsOfPerson,
  type University,
} from '@onecampus/directory';
import { drawCardNumber } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const librarian: Actor = 'person:00000000-0000-7000-8000-000000000001';
const draw = () => drawCardNumber(randomDigits);

/** The moves of the specification, written here a second time on purpose: what the database holds is compared with it. */
const moves: Readonly<Partial<Record<CardState | 'new', readonly CardState[]>>> = {
  new: ['requested', 'active'],
  requested: ['approved', 'rejected', 'cancelled'],
  approved: ['in_production', 'ready', 'cancelled'],
  in_production: ['produced', 'approved'],
  produced: ['ready'],
  ready: ['active', 'cancelled'],
  active: ['suspended', 'lost', 'stolen', 'damaged', 'replaced', 'revoked', 'closed'],
  suspended: ['active', 'lost', 'stolen', 'damaged', 'replaced', 'revoked', 'closed'],
  lost: ['active', 'replaced', 'revoked', 'closed'],
  stolen: ['replaced', 'revoked', 'closed'],
  damaged: ['replaced', 'revoked', 'closed'],
};

describe('cards', () => {
  let database: FreshDatabase;
  let issuer: Db;
  let tpu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = database.as('card-issuer');
    ({ tpu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

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
  /** A card in any state, put there past the rules by the administrator with the triggers off. */
  const cardIn = async (state: CardState) => {
    const card = await insert(await somebody(), 'active');
    await transaction(database.admin, async (tx) => {
      await tx.raw(`set local session_replication_role = replica`);
      await tx.raw(`update directory.cards set state = ? where id = ?`, [state, card.id]);
    });
    return card;
  };
  const move = (card: { id: string; version: number }, state: CardState) =>
    transaction(issuer, (tx) =>
      changeCardState(tx, { cardId: card.id, version: card.version, state, reason: 'test', changedBy: librarian }),
    );

  it.each(cardStates)('from %s goes exactly where the table says', async (from) => {
    for (const to of cardStates) {
      const card = await cardIn(from);
      if (moves[from]?.includes(to)) {
        expect(await move(card, to)).toMatchObject({ state: to, version: card.version + 1 });
      } else {
        await expect(move(card, to)).rejects.toMatchObject({
          code: 'row.refused',
          details: { constraint: 'card_state_change' },
        });
      }
    }
  });

  it('comes into being only as requested or active', async () => {
    for (const state of cardStates) {
      const inserted = insert(await somebody(), state);
      if (moves.new!.includes(state)) await expect(inserted).resolves.toMatchObject({ state, version: 1 });
      else await expect(inserted).rejects.toMatchObject({ details: { constraint: 'card_state_change' } });
    }
  });

  it('keeps its number, its person and its row', async () => {
    const card = await insert(await somebody(), 'active');
    const other = await somebody();
    const kept = { code: 'row.refused', details: { constraint: 'card_keeps_its_number' } };
    for (const db of [issuer, database.admin]) {
      await expect(
        db.raw('update directory.cards set number = ? where id = ?', [draw(), card.id]),
      ).rejects.toMatchObject(kept);
      await expect(db.raw('update directory.cards set number = null where id = ?', [card.id])).rejects.toMatchObject(
        kept,
      );
      await expect(
        db.raw('update directory.cards set person_id = ? where id = ?', [other, card.id]),
      ).rejects.toMatchObject(kept);
    }
    await expect(issuer.raw('delete from directory.cards where id = ?', [card.id])).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });

  it.each([
    ['a wrong check digit', '21234567890123'],
    ['another first digit', '31234567890124'],
    ['thirteen digits', '2123456789012'],
    ['Arabic digits', '2١٢٣٤٥٦٧٨٩٠١٢4'],
  ])('has no number with %s', async (_, number) => {
    await expect(insert(await somebody(), 'active', number)).rejects.toMatchObject({ code: 'row.refused' });
  });

  it('never shares its number, not even with one that is dead', async () => {
    const card = await insert(await somebody(), 'active');
    await move(card, 'closed');
    await expect(insert(await somebody(), 'active', card.number!)).rejects.toMatchObject({
      code: 'row.duplicate',
      details: { constraint: 'cards_number_key' },
    });
  });

  it('is one live one for each person', async () => {
    const personId = await somebody();
    const first = await insert(personId, 'active');
    const second = { code: 'row.duplicate', details: { constraint: 'one_live_card' } };
    await expect(insert(personId, 'active')).rejects.toMatchObject(second);
    const suspended = await move(first, 'suspended');
    await expect(insert(personId, 'active')).rejects.toMatchObject(second);
    await move(suspended!, 'lost');
    await expect(insert(personId, 'active')).resolves.toMatchObject({ state: 'active' });
  });

  it('changes for nobody who saw an older version', async () => {
    const card = await insert(await somebody(), 'active');
    await move(card, 'suspended');
    expect(await move(card, 'lost')).toBeUndefined();
  });

  it('tells of each change by itself, in order, and of nothing else', async () => {
    const personId = await somebody();
    const card = await insert(personId, 'active');
    await move((await move((await move(card, 'suspended'))!, 'lost'))!, 'active');
    const events = await listCardEventsOfPerson(issuer, personId, 10);
    expect(events.map(({ sequence, from, to, actor }) => [sequence, from, to, actor])).toEqual([
      [4, 'lost', 'active', librarian],
      [3, 'suspended', 'lost', librarian],
      [2, 'active', 'suspended', librarian],
      [1, 'new', 'active', librarian],
    ]);
  });

  it('leaves no event where the change was rolled back', async () => {
    const personId = await somebody();
    const card = await insert(personId, 'active');
    await expect(
      transaction(issuer, async (tx) => {
        await changeCardState(tx, {
          cardId: card.id,
          version: 1,
          state: 'lost',
          reason: null,
          changedBy: librarian,
        });
        throw new Error('the power is gone');
      }),
    ).rejects.toThrow('the power is gone');
    expect(await listCardEventsOfPerson(issuer, personId, 10)).toHaveLength(1);
  });

  it('takes its bar code with it for ever', async () => {
    const card = await insert(await somebody(), 'active');
    await transaction(issuer, (tx) =>
      insertBarcodeCredential(tx, { id: uuidv7(), cardId: card.id, number: card.number! }),
    );
    await transaction(issuer, (tx) => killCredentials(tx, card.id));
    const other = await insert(await somebody(), 'active');
    await expect(
      transaction(issuer, (tx) =>
        insertBarcodeCredential(tx, { id: uuidv7(), cardId: other.id, number: card.number! }),
      ),
    ).rejects.toMatchObject({ details: { constraint: 'credential_never_reused' } });
  });
});
