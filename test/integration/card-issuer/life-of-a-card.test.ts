import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import { purgeIdempotencyKeys } from '@onecampus/card-issuer/use-cases/purge-idempotency-keys';
import { drawCardNumber } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import request from 'supertest';
import { arrangePerson } from '../../support/people.ts';
import { type CardOffice, openCardOffice } from './card-office.ts';
import { openTestContext } from './desk.ts';

const draw = () => drawCardNumber(randomDigits);
describe('the life of a card by the API', () => {
  let office: CardOffice;
  beforeAll(async () => {
    office = await openCardOffice();
  });
  afterAll(() => office.close());
  const student = () => office.student();
  const post = (...given: Parameters<CardOffice['post']>) => office.post(...given);
  const get = (path: string) => office.get(path);
  const issued = (personId?: string) => office.issued(personId);
  const rowsOf = <Row>(sql: string, ...values: string[]) => office.rowsOf<Row>(sql, ...values);

  describe('the life of a card', () => {
    it('is suspended, found, lost, found again, and replaced for ever', async () => {
      const card = await issued();
      const at = `/api/v1/cards/${card.number}`;
      expect((await post(`${at}/suspend`, { reason: 'lost' })).body).toMatchObject({
        state: 'suspended',
        stateReason: 'lost',
        version: 2,
      });
      expect((await post(`${at}/reactivate`)).body).toMatchObject({ state: 'active', version: 3 });
      expect((await post(`${at}/report`, { as: 'lost' })).body).toMatchObject({ state: 'lost', version: 4 });
      expect((await post(`${at}/reactivate`)).body).toMatchObject({ state: 'active', version: 5 });
      const replaced = await post(`${at}/replace`);
      expect([replaced.status, replaced.body.state, replaced.body.replaces]).toEqual([201, 'active', card.id]);
      expect((await get(at)).body).toMatchObject({ state: 'replaced', version: 6 });

      for (const [path, body] of [
        ['suspend', { reason: 'lost' }],
        ['reactivate', {}],
        ['report', { as: 'stolen' }],
        ['replace', {}],
      ] as const) {
        const refused = await post(`${at}/${path}`, body);
        expect([refused.status, refused.body.code]).toEqual([409, 'card.state_change_refused']);
      }
      const again = await post('/api/v1/cards', { personId: (await student()).personId, number: card.number });
      expect(again.body.code).toBe('card.number_taken');
      const keys = await rowsOf<{ lookup_key: string; state: string }>(
        `select k.lookup_key, k.state from directory.credentials k join directory.cards c on c.id = k.card_id where c.person_id = ? order by k.created_at`,
        card.personId,
      );
      expect(keys).toEqual([
        { lookup_key: card.number, state: 'dead' },
        { lookup_key: replaced.body.number, state: 'active' },
      ]);
      const all = await get(`/api/v1/people/${card.personId}/cards`);
      expect(all.body.cards.map((one: { state: string }) => one.state)).toEqual(['active', 'replaced']);
    });

    it('does not come back from stolen or damaged', async () => {
      for (const as of ['stolen', 'damaged']) {
        const { number } = await issued();
        expect((await post(`/api/v1/cards/${number}/report`, { as })).body.state).toBe(as);
        expect((await post(`/api/v1/cards/${number}/reactivate`)).body.code).toBe('card.state_change_refused');
        expect((await post(`/api/v1/cards/${number}/replace`)).status).toBe(201);
      }
    });

    it('is not suspended twice', async () => {
      const { number } = await issued();
      await post(`/api/v1/cards/${number}/suspend`, { reason: 'lost' });
      const again = await post(`/api/v1/cards/${number}/suspend`, { reason: 'lost' });
      expect([again.status, again.body.code]).toEqual([409, 'card.state_change_refused']);
    });

    it('does not come back where the person was given another one', async () => {
      const card = await issued();
      await post(`/api/v1/cards/${card.number}/report`, { as: 'lost' });
      await issued(card.personId);
      const found = await post(`/api/v1/cards/${card.number}/reactivate`);
      expect([found.status, found.body.code]).toEqual([409, 'card.already_live']);
    });

    it('is not replaced by a number that was given before, and stays as it was', async () => {
      const [card, other] = [await issued(), await issued()];
      const refused = await post(`/api/v1/cards/${card.number}/replace`, { number: other.number });
      expect([refused.status, refused.body.code]).toEqual([409, 'card.number_taken']);
      expect((await get(`/api/v1/cards/${card.number}`)).body).toMatchObject({ state: 'active', version: 1 });
    });

    it('is not replaced for who has left', async () => {
      const card = await issued();
      await office.database.admin.raw(
        `update directory.affiliations set valid = tstzrange(lower(valid), now() - interval '1 day') where person_id = ?`,
        [card.personId],
      );
      expect((await get(`/api/v1/cards/${card.number}`)).body).toMatchObject({ state: 'active', expired: true });
      expect((await post(`/api/v1/cards/${card.number}/replace`)).body.code).toBe('card.not_entitled');
    });

    it('is refused in words where its number is unknown or unfit', async () => {
      expect((await get(`/api/v1/cards/${draw()}`)).body.code).toBe('card.unknown');
      expect((await get('/api/v1/cards/21234567890123')).body).toMatchObject({
        code: 'card.number_unfit',
        fault: 'bad_check_digit',
      });
      expect((await get(`/api/v1/cards/${encodeURIComponent('2123456789О124')}`)).body.fault).toBe(
        'look_alike_letters',
      );
      expect((await get(`/api/v1/people/${uuidv7()}/cards`)).body.code).toBe('person.unknown');
      expect((await get('/api/v1/people/1/cards')).status).toBe(400);
      expect((await post(`/api/v1/cards/${draw()}/report`, { as: 'eaten' })).status).toBe(400);
    });

    it('counts every look at a person', async () => {
      const card = await issued();
      await get(`/api/v1/cards/${card.number}`);
      await get(`/api/v1/people/${card.personId}/cards`);
      const looks = await rowsOf<{ actor: string }>(
        `select actor from directory.audit_trail where subject = ? and action = 'person.viewed'`,
        `person:${card.personId}`,
      );
      expect(looks).toEqual([{ actor: 'client:sample-library' }, { actor: 'client:sample-library' }]);
    });
  });

  describe('an Idempotency-Key', () => {
    it('gets the first answer again, even after the card has changed, and no second card', async () => {
      const { personId } = await student();
      const headers = { 'idempotency-key': uuidv7() };
      const first = await post('/api/v1/cards', { personId }, headers);
      await post(`/api/v1/cards/${first.body.number}/suspend`, { reason: 'lost' });
      const again = await post('/api/v1/cards', { personId }, headers);
      expect([again.status, again.body, again.headers['location']]).toEqual([
        201,
        first.body,
        first.headers['location'],
      ]);
      expect(await rowsOf('select id from directory.cards where person_id = ?', personId)).toHaveLength(1);
    });

    it('replaces once', async () => {
      const card = await issued();
      const headers = { 'idempotency-key': `"${uuidv7()}"` };
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => post(`/api/v1/cards/${card.number}/replace`, {}, headers)),
      );
      expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.number}`)).size).toBe(1);
      expect(answers[0]!.status).toBe(201);
      expect(await rowsOf('select id from directory.cards where person_id = ?', card.personId)).toHaveLength(2);
    });

    it('is not spent by a refusal', async () => {
      const card = await issued();
      const headers = { 'idempotency-key': uuidv7() };
      const body = { personId: card.personId };
      expect((await post('/api/v1/cards', body, headers)).body.code).toBe('card.already_live');
      await post(`/api/v1/cards/${card.number}/report`, { as: 'lost' });
      expect((await post('/api/v1/cards', body, headers)).status).toBe(201);
    });

    it('is not good for another request, but is for another client', async () => {
      const key = uuidv7();
      await post('/api/v1/cards', { personId: (await student()).personId }, { 'idempotency-key': key });
      const other = { personId: (await student()).personId };
      const refused = await post('/api/v1/cards', other, { 'idempotency-key': key });
      expect([refused.status, refused.body.code]).toEqual([422, 'idempotency.key_reused']);
      const stranger = await office.issuer.token({ sub: 'other', clientId: 'other' });
      const accepted = await post('/api/v1/cards', other, {
        'idempotency-key': key,
        authorization: `Bearer ${stranger}`,
      });
      expect(accepted.status).toBe(201);
    });

    it.each(['', ' ', 'x'.repeat(256), 'ключ'])('is refused where it is %j', async (key) => {
      const answer = await post(
        '/api/v1/cards',
        { personId: (await student()).personId },
        { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') },
      );
      expect([answer.status, answer.body.code]).toEqual([400, 'request.malformed']);
    });
  });

  it('keeps two people with one number at two universities apart', async () => {
    const one = await student();
    const { studentNumber } = one;
    const other = await arrangePerson(office.database.admin, { university: office.tsu, studentNumber });
    const atTsu = await post('/api/v1/cards', { student_number: one.studentNumber, university: 'tsu' });
    const atTpu = await post('/api/v1/cards', { student_number: one.studentNumber, university: 'tpu' });
    expect([atTsu.body.personId, atTpu.body.personId]).toEqual([other.personId, one.personId]);
  });

  it('forgets a key after a day and not before', async () => {
    const [old, fresh] = [uuidv7(), uuidv7()];
    for (const key of [old, fresh]) {
      await post('/api/v1/cards', { personId: (await student()).personId }, { 'idempotency-key': key });
    }
    await office.database.admin.raw(
      `update card_issuer.idempotency_keys set created_at = now() - interval '25 hours' where key = ?`,
      [old],
    );
    expect(await purgeIdempotencyKeys(office.context)).toBe(1);
    const left = await rowsOf<{ key: string }>(
      'select key from card_issuer.idempotency_keys where key in (?, ?)',
      old,
      fresh,
    );
    expect(left).toEqual([{ key: fresh }]);
  });

  it('says 503 and when to come again while the database is away, never 401 or 404', async () => {
    const away = openTestContext(
      { ...office.database, url: () => 'postgres://nobody:nothing@127.0.0.1:1/nowhere' },
      office.issuer.url,
    );
    try {
      const cut = buildApp(away);
      const answer = await request(cut).get(`/api/v1/cards/${draw()}`).set('authorization', `Bearer ${office.token}`);
      expect([answer.status, answer.body.code]).toEqual([503, 'database.unavailable']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect((await request(cut).get('/readyz')).status).toBe(503);
      expect((await request(cut).get('/livez')).status).toBe(200);
    } finally {
      await away.close();
    }
  });

  it('describes itself', async () => {
    const { body } = await request(office.app).get('/openapi.json');
    expect(Object.keys(body.paths).toSorted()).toEqual([
      '/api/v1/blocks/{blockId}/release',
      '/api/v1/cards',
      '/api/v1/cards/{number}',
      '/api/v1/cards/{number}/events',
      '/api/v1/cards/{number}/reactivate',
      '/api/v1/cards/{number}/replace',
      '/api/v1/cards/{number}/report',
      '/api/v1/cards/{number}/suspend',
      '/api/v1/people/{personId}/blocks',
      '/api/v1/people/{personId}/cards',
      '/api/v1/sip-accounts',
      '/api/v1/sip-accounts/{login}',
      '/api/v1/sip-accounts/{login}/secret',
    ]);
  });
});
