import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { type Actor, type CardState, cardStates } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type CardTable, holderOf, librarian, openCardTable, refusedBy } from './card-table.ts';

const colleague: Actor = 'person:00000000-0000-7000-8000-000000000002';

/** The moves of the specification, written here a second time on purpose: what the database holds is compared with it. */
const moves: Readonly<Partial<Record<CardState | 'new', readonly CardState[]>>> = {
  new: ['requested', 'active'],
  requested: ['approved', 'rejected', 'cancelled', 'revoked', 'closed'],
  approved: ['in_production', 'ready', 'cancelled', 'revoked', 'closed'],
  in_production: ['produced', 'approved', 'revoked', 'closed'],
  produced: ['ready', 'revoked', 'closed'],
  ready: ['active', 'cancelled', 'revoked', 'closed'],
  active: ['suspended', 'lost', 'stolen', 'damaged', 'replaced', 'revoked', 'closed'],
  suspended: ['active', 'lost', 'stolen', 'damaged', 'replaced', 'revoked', 'closed'],
  lost: ['active', 'replaced', 'revoked', 'closed'],
  stolen: ['replaced', 'revoked', 'closed'],
  damaged: ['replaced', 'revoked', 'closed'],
};

/** What a reader does with his own card; everything else of the table above is for somebody else. */
const holderMoves: typeof moves = {
  new: ['requested'],
  requested: ['cancelled'],
  active: ['suspended', 'lost', 'stolen', 'damaged'],
  suspended: ['active', 'lost', 'stolen', 'damaged'],
};

describe('the moves of a card', () => {
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
  const cardIn = (...given: Parameters<CardTable['cardIn']>) => table.cardIn(...given);
  const move = (...given: Parameters<CardTable['move']>) => table.move(...given);

  const askFor = (card: { id: string }, by: Actor) =>
    transaction(issuer, async (tx) => {
      const id = uuidv7();
      await tx.raw(
        `insert into directory.card_revocations (id, card_id, university_id, reason, asked_by) values (?, ?, ?, 'forged papers', ?)`,
        [id, card.id, tpu.id, by],
      );
      return id;
    });
  const decide = (id: string, by: Actor, decision = 'revoked') =>
    transaction(issuer, (tx) =>
      tx.raw(`update directory.card_revocations set decision = ?, decided_by = ?, decided_at = now() where id = ?`, [
        decision,
        by,
        id,
      ]),
    );

  it.each(cardStates)('from %s goes exactly where the table says, for a librarian', async (from) => {
    for (const to of cardStates) {
      const card = await cardIn(from);
      if (to === 'revoked') await decide(await askFor(card, colleague), librarian);
      if (moves[from]?.includes(to)) {
        expect(await move(card, to)).toMatchObject({ state: to, version: card.version + 1 });
      } else {
        await expect(move(card, to)).rejects.toMatchObject(refusedBy('card_state_change'));
      }
    }
  });

  it.each(cardStates)('from %s goes for its holder where it concerns nobody else', async (from) => {
    for (const to of cardStates) {
      const card = await cardIn(from, { by: 'holder' });
      const moved = move(card, to, holderOf(card));
      if (holderMoves[from]?.includes(to)) await expect(moved).resolves.toMatchObject({ state: to });
      else if (moves[from]?.includes(to)) await expect(moved).rejects.toMatchObject(refusedBy('card_own_record'));
      else await expect(moved).rejects.toMatchObject(refusedBy('card_state_change'));
    }
    await expect(insert(await somebody(), 'active')).resolves.toMatchObject({ state: 'active' });
  });

  it('is found within thirty days, by a librarian, and not later', async () => {
    expect(await move(await cardIn('lost', { daysAgo: 29 }), 'active')).toMatchObject({ state: 'active' });
    await expect(move(await cardIn('lost', { daysAgo: 30 }), 'active')).rejects.toMatchObject(
      refusedBy('card_found_too_late'),
    );
    const own = await cardIn('lost');
    await expect(move(own, 'active', holderOf(own))).rejects.toMatchObject(refusedBy('card_own_record'));
  });

  it('is resumed by its holder if it was he who suspended it, within thirty days; by a librarian at any time', async () => {
    const own = await cardIn('suspended', { by: 'holder', daysAgo: 29 });
    expect(await move(own, 'active', holderOf(own))).toMatchObject({ state: 'active' });
    const late = await cardIn('suspended', { by: 'holder', daysAgo: 30 });
    await expect(move(late, 'active', holderOf(late))).rejects.toMatchObject(refusedBy('card_suspended_too_long'));
    const anothers = await cardIn('suspended');
    await expect(move(anothers, 'active', holderOf(anothers))).rejects.toMatchObject(
      refusedBy('card_suspended_by_another'),
    );
    expect(await move(await cardIn('suspended', { daysAgo: 400 }), 'active')).toMatchObject({ state: 'active' });
  });

  describe('revoked', () => {
    const byTwo = refusedBy('card_revoked_by_two');

    it('is refused to one, to a program, and before a colleague has agreed', async () => {
      const card = await cardIn('active');
      await expect(move(card, 'revoked')).rejects.toMatchObject(byTwo);
      await expect(move(card, 'revoked', 'service:card-issuer')).rejects.toMatchObject(byTwo);
      const asked = await askFor(card, colleague);
      await expect(move(card, 'revoked')).rejects.toMatchObject(byTwo);
      await expect(decide(asked, colleague)).rejects.toMatchObject(refusedBy('four_eyes_revoke'));
      await decide(asked, librarian, 'declined');
      await expect(move(card, 'revoked')).rejects.toMatchObject(byTwo);
      await expect(decide(asked, librarian)).rejects.toMatchObject(refusedBy('revocation_decided_once'));
    });

    it('is refused where both are one human, or one of them is its holder', async () => {
      const [survivor, loser] = [await somebody(), await somebody()];
      await database.admin.raw(`update directory.people set status = 'merged', merged_into = ? where id = ?`, [
        survivor,
        loser,
      ]);
      const card = await cardIn('active');
      await decide(await askFor(card, `person:${loser}`), `person:${survivor}`);
      await expect(move(card, 'revoked', `person:${survivor}`)).rejects.toMatchObject(byTwo);
      const own = await cardIn('active');
      await decide(await askFor(own, holderOf(own)), librarian);
      await expect(move(own, 'revoked')).rejects.toMatchObject(byTwo);
    });

    it('is done by who agreed, and is for ever', async () => {
      const card = await cardIn('lost');
      await decide(await askFor(card, colleague), librarian);
      await expect(move(card, 'revoked', colleague)).rejects.toMatchObject(byTwo);
      const revoked = await move(card, 'revoked');
      await expect(move(revoked!, 'active')).rejects.toMatchObject(refusedBy('card_state_change'));
    });
  });

  it('comes into being only as requested or active', async () => {
    for (const state of cardStates) {
      const inserted = insert(await somebody(), state);
      if (moves.new!.includes(state)) await expect(inserted).resolves.toMatchObject({ state, version: 1 });
      else await expect(inserted).rejects.toMatchObject({ details: { constraint: 'card_state_change' } });
    }
  });
});
