import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drawCardNumber, luhnCheckDigit } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import request from 'supertest';
import { arrangePerson } from '../../support/people.ts';
import { type CardOffice, openCardOffice } from './card-office.ts';

const draw = () => drawCardNumber(randomDigits);
const problem = 'application/problem+json; charset=utf-8';
describe('issuing by the API', () => {
  let office: CardOffice;
  beforeAll(async () => {
    office = await openCardOffice();
  });
  afterAll(() => office.close());
  const student = () => office.student();
  const post = (...given: Parameters<CardOffice['post']>) => office.post(...given);
  const issued = (personId?: string) => office.issued(personId);
  const rowsOf = <Row>(sql: string, ...values: string[]) => office.rowsOf<Row>(sql, ...values);

  describe('issue', () => {
    it('gives a person a live card with a drawn number, and tells feed, audit and history of it', async () => {
      const { personId } = await student();
      const answer = await post('/api/v1/cards', { personId }, { 'x-request-id': 'issue-test-1' });
      expect(answer.status).toBe(201);
      const { number, id } = answer.body;
      expect(number).toMatch(/^2[0-9]{13}$/);
      expect(luhnCheckDigit(number.slice(0, -1))).toBe(number.at(-1));
      expect(answer.headers['location']).toBe(`/api/v1/cards/${number}`);
      expect(answer.body).toMatchObject({
        personId,
        state: 'active',
        version: 1,
        validUntil: null,
        expired: false,
        replaces: null,
        issuedByUniversityId: office.tpu.id,
      });
      expect(await rowsOf<object>('select topic, payload from directory.change_feed where entity_id = ?', id)).toEqual([
        { topic: 'card.changed', payload: { personId } },
      ]);
      const [audit] = await rowsOf<object>(
        'select actor, action, request_id from directory.audit_trail where subject = ?',
        `card:${id}`,
      );
      expect(audit).toEqual({ actor: 'client:sample-library', action: 'card.issued', request_id: 'issue-test-1' });
      const [stored] = await rowsOf<object>(
        `select c.valid_until, k.lookup_key, k.state from directory.cards c join directory.credentials k on k.card_id = c.id where c.id = ?`,
        id,
      );
      expect(stored).toEqual({ valid_until: null, lookup_key: number, state: 'active' });
    });

    it('binds a pre-printed number, however the scanner dressed it', async () => {
      const number = draw();
      const scanned = `]C0${number.slice(0, 5)} ${number.slice(5)}\r`;
      const answer = await post('/api/v1/cards', { personId: (await student()).personId, number: scanned });
      expect([answer.status, answer.body.number]).toEqual([201, number]);
    });

    it('finds the person by student number and university, by slug and by domain', async () => {
      const one = await student();
      const byDomain = await post('/api/v1/cards', { student_number: one.studentNumber, university: 'tpu.ru' });
      expect([byDomain.status, byDomain.body.personId]).toEqual([201, one.personId]);
      const other = await student();
      const bySlug = await post('/api/v1/cards', { student_number: ` ${other.studentNumber} `, university: 'TPU' });
      expect([bySlug.status, bySlug.body.personId]).toEqual([201, other.personId]);
    });

    it('derives until when it is valid from the last affiliation to end', async () => {
      const until = new Date(Date.now() + 40 * 86_400_000);
      const { personId } = await arrangePerson(office.database.admin, { university: office.tpu, validUntil: until });
      const answer = await post('/api/v1/cards', { personId });
      expect(answer.body).toMatchObject({ validUntil: until.toISOString(), expired: false });
    });
  });

  describe('refuses to issue', () => {
    it.each([
      ['a second card to who has one', async () => ({ personId: (await issued()).personId }), 409, 'card.already_live'],
      [
        'a number that was given before',
        async () => ({ personId: (await student()).personId, number: (await issued()).number }),
        409,
        'card.number_taken',
      ],
      [
        'anything to who belongs to nobody any more',
        async () => ({
          personId: (
            await arrangePerson(office.database.admin, { university: office.tpu, validUntil: new Date('2025-01-01') })
          ).personId,
        }),
        409,
        'card.not_entitled',
      ],
      [
        'anything to who belongs to nobody yet',
        async () => ({
          personId: (
            await arrangePerson(office.database.admin, { university: office.tpu, validFrom: new Date('2100-01-01') })
          ).personId,
        }),
        409,
        'card.not_entitled',
      ],
      ['to nobody', async () => ({ personId: uuidv7() }), 404, 'person.unknown'],
      ['for an unknown number', async () => ({ student_number: '0', university: 'tpu' }), 404, 'person.unknown'],
      [
        'for a number of another university',
        async () => ({ student_number: (await student()).studentNumber, university: 'tsu' }),
        404,
        'person.unknown',
      ],
      [
        'for an unknown university',
        async () => ({ student_number: '1', university: 'mgu' }),
        404,
        'university.unknown',
      ],
      [
        'a wrong check digit',
        async () => ({ personId: (await student()).personId, number: '21234567890123' }),
        422,
        'card.number_unfit',
      ],
      [
        'look-alike letters',
        async () => ({ personId: (await student()).personId, number: '2123456789О124' }),
        422,
        'card.number_unfit',
      ],
      [
        'a field that nobody knows',
        async () => ({ personId: (await student()).personId, force: true }),
        400,
        'request.unknown_field',
      ],
      ['a person who is no id', async () => ({ personId: 'anna' }), 400, 'request.malformed'],
      [
        'a number that is a number',
        async () => ({ personId: uuidv7(), number: 21234567890124 }),
        400,
        'request.malformed',
      ],
      ['a number with a NUL', async () => ({ student_number: '1\u0000', university: 'tpu' }), 400, 'request.malformed'],
      ['nobody named', async () => ({}), 400, 'request.malformed'],
      [
        'two ways of naming',
        async () => ({ personId: uuidv7(), student_number: '1', university: 'tpu' }),
        400,
        'request.malformed',
      ],
    ])('%s', async (_, body, status, code) => {
      const answer = await post('/api/v1/cards', await body());
      expect([answer.status, answer.body.code, answer.headers['content-type']]).toEqual([status, code, problem]);
      expect(answer.body).toMatchObject({ type: `urn:onecampus:error:${code}`, status, detail: expect.any(String) });
    });

    it('what is not JSON, is broken, or is too large', async () => {
      const send = (type: string, body: string) =>
        request(office.app)
          .post('/api/v1/cards')
          .set({ authorization: `Bearer ${office.token}`, 'content-type': type })
          .send(body);
      expect((await send('application/x-www-form-urlencoded', 'personId=1')).status).toBe(415);
      expect((await send('application/json', '{"personId":')).status).toBe(400);
      expect((await send('application/json', JSON.stringify({ personId: 'x'.repeat(70_000) }))).status).toBe(413);
    });
  });

  describe('the bearer token', () => {
    it.each([
      ['none', async () => undefined, 401, 'token.missing'],
      ['not a token', async () => 'abc', 401, 'token.invalid'],
      ['of another service', () => office.issuer.token({ audience: 'http://other.test' }), 401, 'token.wrong_audience'],
      ['of another issuer', () => office.issuer.token({ issuer: 'http://other.test' }), 401, 'token.wrong_issuer'],
      ['run out', () => office.issuer.token({ now: new Date(Date.now() - 3_600_000) }), 401, 'token.expired'],
      [
        'signed by a stranger with our key id',
        async () => office.issuer.token({ key: (await generateSigningKey('ES256', 'test-key')).privateJwk }),
        401,
        'token.invalid',
      ],
      ['that may only read', () => office.issuer.token({ scope: ['cards.read'] }), 403, 'token.insufficient_scope'],
    ])('%s', async (_, make, status, code) => {
      const bad = await make();
      const call = request(office.app).post('/api/v1/cards');
      if (bad !== undefined) call.set('authorization', `Bearer ${bad}`);
      const answer = await call.send({ personId: uuidv7() });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    });

    it('reads with cards.read alone, and does not with cards.write alone', async () => {
      const { number } = await issued();
      const read = await office.issuer.token({ scope: ['cards.read'] });
      const write = await office.issuer.token({ scope: ['cards.write'] });
      const show = (with_: string) =>
        request(office.app).get(`/api/v1/cards/${number}`).set('authorization', `Bearer ${with_}`);
      expect((await show(read)).status).toBe(200);
      expect((await show(write)).status).toBe(403);
    });
  });
});
