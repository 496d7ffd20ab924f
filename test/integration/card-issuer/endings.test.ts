import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeEndedCards } from '@onecampus/card-issuer/use-cases/close-ended-cards';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import { replaceCard } from '@onecampus/card-issuer/use-cases/replace-card';
import { type Card, type CardKind, findCardStanding } from '@onecampus/directory';
import type { CardNumber } from '@onecampus/pass-codes';
import { type CardOffice, openCardOffice } from './card-office.ts';

const day_ms = 86_400_000;
const grace_days = 30;

describe('the ends of a card', () => {
  let office: CardOffice;
  beforeAll(async () => {
    office = await openCardOffice();
  });
  afterAll(() => office.close());

  const inDays = (days: number) => new Date(Date.now() + days * day_ms);
  const by = () => ({ actor: 'client:test', universityId: office.tpu.id }) as const;
  /** The holder's affiliations ended so many days ago. */
  const left = (personId: string, days: number) =>
    office.database.admin.raw(
      `update directory.affiliations set grace = '0', valid = tstzrange(now() - interval '3 years', now() - make_interval(days => ?))
       where person_id = ?`,
      [days, personId] as never,
    );
  /** The card is older than any grace. */
  const aged = (cardId: string, days = 400) =>
    office.database.admin.raw(`update directory.cards set valid_from = now() - make_interval(days => ?) where id = ?`, [
      days,
      cardId,
    ] as never);
  const stateOf = async (cardId: string) =>
    (
      await office.rowsOf<{ state: string; reason: string | null; dead: boolean }>(
        `select state, state_reason as reason, not exists (select from directory.credentials k where k.card_id = c.id and k.state = 'active') as dead
         from directory.cards c where id = ?`,
        cardId,
      )
    )[0];
  const pass = (personId: string, kind: Exclude<CardKind, 'shared'>, until: Date) =>
    issueCard(office.context, { by: by(), personId, passing: { kind, until } });
  /** A passing card whose time is up, as the administrator moves its end. */
  const ended = (card: { id: string }) =>
    office.database.admin.raw(
      `update directory.cards set valid_from = now() - interval '2 days', valid_until = now() - interval '1 hour' where id = ?`,
      [card.id],
    );
  const close = () => closeEndedCards(office.context, grace_days);

  it('close it with the last affiliation, when the grace is over and not before', async () => {
    const [gone, lately, still, young] = [
      await office.issued(),
      await office.issued(),
      await office.issued(),
      await office.issued(),
    ];
    for (const card of [gone, lately, still]) await aged(card.id);
    await left(gone.personId, grace_days + 1);
    await left(lately.personId, grace_days - 1);
    await left(young.personId, grace_days + 1);
    await close();
    expect(await stateOf(gone.id)).toEqual({ state: 'closed', reason: 'affiliation_ended', dead: true });
    for (const card of [lately, still, young]) expect(await stateOf(card.id)).toMatchObject({ state: 'active' });
    expect(await close()).toBe(0);
  });

  it('wait for an affiliation that begins later, and for one that was taken back only now', async () => {
    const [returning, corrected] = [await office.issued(), await office.issued()];
    for (const card of [returning, corrected]) await aged(card.id);
    await office.database.admin.raw(
      `update directory.affiliations set valid = tstzrange(now() + interval '20 days', null) where person_id = ?`,
      [returning.personId],
    );
    await office.database.admin.raw(
      `update directory.affiliations set recorded = tstzrange(lower(recorded) - interval '1 year', now()) where person_id = ?`,
      [corrected.personId],
    );
    await close();
    for (const card of [returning, corrected]) expect(await stateOf(card.id)).toMatchObject({ state: 'active' });
  });

  it('close a temporary one by itself, with nobody pressing anything', async () => {
    const { personId } = await office.student();
    const card = await pass(personId, 'temporary', inDays(1));
    expect(card).toMatchObject({ kind: 'temporary', expired: false });
    const moment = new Date(Date.parse(card.validUntil!));
    const standing = await findCardStanding(office.context.db, {
      key: { kind: 'number', value: card.number! },
      at: { universityId: office.tpu.id },
      now: moment,
    });
    expect(standing.reason).toBe('card_expired');
    await ended(card);
    await close();
    expect(await stateOf(card.id)).toEqual({ state: 'closed', reason: 'ended', dead: true });
  });

  it('are never in the way of the next card', async () => {
    const { personId } = await office.student();
    const temporary = await pass(personId, 'temporary', inDays(1));
    await expect(issueCard(office.context, { by: by(), personId })).rejects.toMatchObject({
      code: 'card.already_live',
    });
    const real = await replaceCard(office.context, { by: by(), card: { number: temporary.number as CardNumber } });
    expect(real).toMatchObject({ kind: 'shared', validUntil: null });
    const other = (await office.student()).personId;
    const over = await pass(other, 'temporary', inDays(1));
    await ended(over);
    expect(await issueCard(office.context, { by: by(), personId: other })).toMatchObject({ kind: 'shared' });
    expect(await stateOf(over.id)).toMatchObject({ state: 'closed', reason: 'ended' });
  });

  describe('a visitor’s card', () => {
    const visitor = async () => {
      const { personId } = await office.student();
      await left(personId, 100);
      return personId;
    };

    it('is for who belongs nowhere, from a day to a year, and is replaced as what it is', async () => {
      const personId = await visitor();
      await expect(issueCard(office.context, { by: by(), personId })).rejects.toMatchObject({
        code: 'card.not_entitled',
      });
      const card = await pass(personId, 'visitor', inDays(365));
      expect(card).toMatchObject({ kind: 'visitor', expired: false, state: 'active' });
      const next = await replaceCard(office.context, { by: by(), card: { number: card.number as CardNumber } });
      expect(next).toMatchObject({ kind: 'visitor', validUntil: card.validUntil });
      await close();
      expect(await stateOf(next.id)).toMatchObject({ state: 'active' });
    });

    it('does not outlive the year, and a temporary one not the month', async () => {
      const unfit = { code: 'card.end_unfit' };
      await expect(pass(await visitor(), 'visitor', inDays(367))).rejects.toMatchObject(unfit);
      await expect(pass(await visitor(), 'visitor', inDays(-1))).rejects.toMatchObject(unfit);
      await expect(pass((await office.student()).personId, 'temporary', inDays(32))).rejects.toMatchObject(unfit);
    });

    it('is issued by the API in the name of a university', async () => {
      const body = { personId: await visitor(), kind: 'visitor', valid_until: inDays(1).toISOString() };
      expect((await office.post('/api/v1/cards', body)).status).toBe(400);
      const issued = await office.post('/api/v1/cards', { ...body, issued_by: 'tsu' });
      expect([issued.status, issued.body.issuedByUniversityId]).toEqual([201, office.tsu.id]);
      expect((await office.post('/api/v1/cards', { personId: body.personId, kind: 'visitor' })).status).toBe(400);
    });
  });

  it('fall to the next best class without another card', async () => {
    const card = (await office.issued()) as unknown as Card;
    await office.database.admin.raw(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       select gen_random_uuid(), source_record_id, person_id, university_id, scope, 'staff', tstzrange(now() - interval '1 day', now() + interval '1 hour')
       from directory.affiliations where person_id = ?`,
      [card.personId],
    );
    const standing = async (now: Date) =>
      findCardStanding(office.context.db, {
        key: { kind: 'number', value: card.number! },
        at: { universityId: office.tpu.id },
        now,
      });
    expect(await standing(new Date())).toMatchObject({ class: 'staff', card: { id: card.id, version: 1 } });
    expect(await standing(inDays(1))).toMatchObject({
      class: 'student',
      reason: 'ok',
      card: { id: card.id, version: 1 },
    });
  });
});
