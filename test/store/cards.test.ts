import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import {
  brokenAt,
  type CardKind,
  changeCardState,
  insertBarcodeCredential,
  insertCard,
  killCredentials,
  listCardEventsOfPerson,
  readCardHistory,
} from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type CardTable, draw, librarian, openCardTable, refusedBy } from './card-table.ts';

describe('cards', () => {
  let table: CardTable;
  let database: CardTable['database'];
  let issuer: CardTable['issuer'];
  let tpu: CardTable['tpu'];
  beforeAll(async () => {
    table = await openCardTable();
    ({ database, issuer, tpu } = table);
  });
  afterAll(() => database.drop());
  const somebody = () => table.somebody();
  const insert = (...given: Parameters<CardTable['insert']>) => table.insert(...given);
  const move = (...given: Parameters<CardTable['move']>) => table.move(...given);

  it('is no open-ended one for a day, and keeps its kind', async () => {
    const personId = await somebody();
    const give = (kind: CardKind, days: number | null) =>
      transaction(issuer, (tx) =>
        insertCard(tx, {
          id: uuidv7(),
          personId,
          number: draw(),
          kind,
          state: 'active',
          issuedByUniversityId: tpu.id,
          validFrom: new Date(),
          validUntil: days === null ? null : new Date(Date.now() + days * 86_400_000),
          changedBy: librarian,
        }),
      );
    await expect(give('visitor', null)).rejects.toMatchObject(refusedBy('passing_card_has_an_end'));
    await expect(give('visitor', 367)).rejects.toMatchObject(refusedBy('visitor_card_ends'));
    await expect(give('temporary', 32)).rejects.toMatchObject(refusedBy('temporary_card_ends'));
    const card = await give('visitor', 366);
    await expect(
      issuer.raw(`update directory.cards set kind = 'shared', valid_until = null where id = ?`, [card.id]),
    ).rejects.toMatchObject(refusedBy('card_keeps_its_number'));
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

  it('tells it as a chain that a change of any one word breaks', async () => {
    const personId = await somebody();
    const card = await insert(personId, 'active');
    await move((await move((await move(card, 'suspended'))!, 'lost'))!, 'active');
    const read = () => readCardHistory(issuer, card.id);
    const history = await read();
    expect(history.map(({ sequence, to }) => [sequence, to])).toEqual([
      [1, 'active'],
      [2, 'suspended'],
      [3, 'lost'],
      [4, 'active'],
    ]);
    expect(brokenAt(history, 4)).toBeUndefined();
    expect(brokenAt(history, 5)).toBe(5);
    const tampered = async (sql: string) => {
      await transaction(database.admin, async (tx) => {
        await tx.raw(`set local session_replication_role = replica`);
        await tx.raw(sql, [card.id]);
      });
      return brokenAt(await read(), 4);
    };
    await expect(
      database.admin.raw(`update directory.card_events set reason = 'other' where card_id = ?`, [card.id]),
    ).rejects.toThrow();
    expect(
      await tampered(`update directory.card_events set reason = 'другое' where card_id = ? and sequence = 2`),
    ).toBe(2);
    expect(
      await tampered(`update directory.card_events set reason = 'test' where card_id = ? and sequence = 2`),
    ).toBeUndefined();
    expect(
      await tampered(`update directory.card_events set valid_until = now() where card_id = ? and sequence = 3`),
    ).toBe(3);
    expect(
      await tampered(`update directory.card_events set valid_until = null where card_id = ? and sequence = 3`),
    ).toBeUndefined();
    expect(await tampered(`delete from directory.card_events where card_id = ? and sequence = 2`)).toBe(2);
    expect(await tampered(`delete from directory.card_events where card_id = ? and sequence > 1`)).toBe(2);
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
