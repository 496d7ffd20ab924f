import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportOwnLoss } from '@onecampus/card-issuer/use-cases/report-own-loss';
import { resumeOwnCard } from '@onecampus/card-issuer/use-cases/resume-own-card';
import { suspendCard } from '@onecampus/card-issuer/use-cases/suspend-card';
import { type CardState, cardStates } from '@onecampus/directory';
import { forceCardInto } from '../../support/card-states.ts';
import { type CardOffice, openCardOffice } from './card-office.ts';

/** What a program may ask for, and from where it goes; from anywhere else the answer is 409. */
const asked: readonly { verb: string; body?: object; from: readonly CardState[] }[] = [
  { verb: 'suspend', body: { reason: 'lost' }, from: ['active'] },
  { verb: 'reactivate', from: ['suspended', 'lost', 'ready'] },
  { verb: 'report', body: { as: 'lost' }, from: ['active', 'suspended'] },
  { verb: 'report', body: { as: 'stolen' }, from: ['active', 'suspended'] },
  { verb: 'report', body: { as: 'damaged' }, from: ['active', 'suspended'] },
  { verb: 'replace', from: ['active', 'suspended', 'lost', 'stolen', 'damaged'] },
];

describe('the moves of a card', () => {
  let office: CardOffice;
  beforeAll(async () => {
    office = await openCardOffice();
  });
  afterAll(() => office.close());
  const at = (card: { number: string }, verb: string) => `/api/v1/cards/${card.number}/${verb}`;

  it.each(cardStates)('from %s: done where the table has it, else 409 with the reason', async (state) => {
    for (const { verb, body, from } of asked) {
      const card = await office.issued();
      await forceCardInto(office.database, card.id, state);
      const answer = await office.post(at(card, verb), body);
      if (from.includes(state)) expect([verb, answer.status]).toEqual([verb, verb === 'replace' ? 201 : 200]);
      else {
        expect([verb, answer.status, answer.body]).toEqual([
          verb,
          409,
          expect.objectContaining({ code: 'card.state_change_refused', why: 'not_a_move' }),
        ]);
      }
    }
  });

  it('says why where the table has the move and its guard refuses', async () => {
    const card = await office.issued();
    await forceCardInto(office.database, card.id, 'lost', { daysAgo: 31 });
    const answer = await office.post(at(card, 'reactivate'));
    expect([answer.status, answer.body.code, answer.body.why]).toEqual([
      409,
      'card.state_change_refused',
      'found_too_late',
    ]);
  });

  describe('a version', () => {
    it('that is not the card’s any more changes nothing, in the body or as If-Match', async () => {
      const card = await office.issued();
      const seen = await office.get(`/api/v1/cards/${card.number}`);
      expect(seen.headers['etag']).toBe('"1"');
      await office.post(at(card, 'suspend'), { reason: 'lost' });
      for (const stale of [
        await office.post(at(card, 'report'), { as: 'stolen', version: 1 }),
        await office.post(at(card, 'report'), { as: 'stolen' }, { 'if-match': '"1"' }),
        await office.post(at(card, 'replace'), {}, { 'if-match': '"1"' }),
        await office.post(at(card, 'reactivate'), {}, { 'if-match': '"1"' }),
      ]) {
        expect([stale.status, stale.body.code]).toEqual([409, 'card.changed_meanwhile']);
      }
      expect((await office.post(at(card, 'reactivate'), {}, { 'if-match': '"2"' })).status).toBe(200);
    });

    it.each(['*', 'W/"1"', '1', '"x"', '"1", "2"'])('is not %s', async (tag) => {
      const answer = await office.post(at(await office.issued(), 'reactivate'), {}, { 'if-match': tag });
      expect([answer.status, answer.body.code]).toEqual([400, 'request.malformed']);
    });
  });

  it('lets a reader take back what he stopped himself, and nothing else', async () => {
    const card = await office.issued();
    const own = { personId: card.personId, cardId: card.id };
    await reportOwnLoss(office.context, { ...own, version: 1 });
    expect(await resumeOwnCard(office.context, { ...own, version: 2 })).toMatchObject({ state: 'active', version: 3 });
    const by = { actor: 'client:sample-library' } as const;
    await suspendCard(office.context, {
      by,
      card: { id: card.id, personId: card.personId, version: 3 },
      reason: 'debt',
    });
    await expect(resumeOwnCard(office.context, { ...own, version: 4 })).rejects.toMatchObject({
      code: 'card.state_change_refused',
      details: { why: 'suspended_by_another' },
    });
    const another = await office.issued();
    await expect(
      resumeOwnCard(office.context, { personId: card.personId, cardId: another.id, version: 1 }),
    ).rejects.toMatchObject({ code: 'card.unknown' });
  });

  it('is told as a chain by the API, and the chain says when somebody was at it', async () => {
    const card = await office.issued();
    await office.post(at(card, 'suspend'), { reason: 'lost' });
    const told = await office.get(at(card, 'events'));
    expect(told.body).toMatchObject({
      events: [
        { sequence: 1, from: 'new', to: 'active' },
        { sequence: 2, from: 'active', to: 'suspended', reason: 'lost', actor: 'client:sample-library' },
      ],
      chain: { intact: true },
    });
    await forceCardInto(office.database, card.id, 'active');
    expect((await office.get(at(card, 'events'))).body.chain).toEqual({ intact: false, broken_at: 3 });
  });
});
