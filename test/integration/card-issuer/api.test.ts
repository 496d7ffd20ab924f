import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { purgeIdempotencyKeys } from '@onecampus/card-issuer/use-cases/purge-idempotency-keys';
import type { University } from '@onecampus/directory';
import { drawCardNumber, luhnCheckDigit } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { openTestContext, startIssuer, type TestIssuer } from './desk.ts';

const draw = () => drawCardNumber(randomDigits);
const problem = 'application/problem+json; charset=utf-8';

describe('the API of the card issuer', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  let tpu: University;
  let tsu: University;
  let token: string;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    context = openTestContext(database, issuer.url);
    app = buildApp(context);
    token = await issuer.token();
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(async () => {
    await context.close();
    await issuer.close();
    await database.drop();
  });

  const student = (): Promise<ArrangedPerson> => arrangePerson(database.admin, { university: tpu });
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    request(app)
      .post(path)
      .set({ authorization: `Bearer ${token}`, ...headers })
      .send(body);
  const get = (path: string) => request(app).get(path).set('authorization', `Bearer ${token}`);
  const issued = async (personId?: string) => {
    const answer = await post('/api/v1/cards', { personId: personId ?? (await student()).personId });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; number: string; personId: string; version: number };
  };
  const rowsOf = async <Row>(sql: string, ...values: string[]) =>
    (await database.admin.raw<{ rows: Row[] }>(sql, values)).rows;

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
        issuedByUniversityId: tpu.id,
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
      const { personId } = await arrangePerson(database.admin, { university: tpu, validUntil: until });
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
          personId: (await arrangePerson(database.admin, { university: tpu, validUntil: new Date('2025-01-01') }))
            .personId,
        }),
        409,
        'card.not_entitled',
      ],
      [
        'anything to who belongs to nobody yet',
        async () => ({
          personId: (await arrangePerson(database.admin, { university: tpu, validFrom: new Date('2100-01-01') }))
            .personId,
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
        request(app)
          .post('/api/v1/cards')
          .set({ authorization: `Bearer ${token}`, 'content-type': type })
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
      ['of another service', () => issuer.token({ audience: 'http://other.test' }), 401, 'token.wrong_audience'],
      ['of another issuer', () => issuer.token({ issuer: 'http://other.test' }), 401, 'token.wrong_issuer'],
      ['run out', () => issuer.token({ now: new Date(Date.now() - 3_600_000) }), 401, 'token.expired'],
      [
        'signed by a stranger with our key id',
        async () => issuer.token({ key: (await generateSigningKey('ES256', 'test-key')).privateJwk }),
        401,
        'token.invalid',
      ],
      ['that may only read', () => issuer.token({ scope: ['cards.read'] }), 403, 'token.insufficient_scope'],
    ])('%s', async (_, make, status, code) => {
      const bad = await make();
      const call = request(app).post('/api/v1/cards');
      if (bad !== undefined) call.set('authorization', `Bearer ${bad}`);
      const answer = await call.send({ personId: uuidv7() });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    });

    it('reads with cards.read alone, and does not with cards.write alone', async () => {
      const { number } = await issued();
      const read = await issuer.token({ scope: ['cards.read'] });
      const write = await issuer.token({ scope: ['cards.write'] });
      const show = (with_: string) =>
        request(app).get(`/api/v1/cards/${number}`).set('authorization', `Bearer ${with_}`);
      expect((await show(read)).status).toBe(200);
      expect((await show(write)).status).toBe(403);
    });
  });

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
      await database.admin.raw(
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
      const stranger = await issuer.token({ sub: 'other', clientId: 'other' });
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
    const other = await arrangePerson(database.admin, { university: tsu });
    await database.admin.raw(
      `update directory.identifiers set value = ?, value_normal = ? where person_id = ? and scheme = 'student_number'`,
      [one.studentNumber, one.studentNumber, other.personId],
    );
    const atTsu = await post('/api/v1/cards', { student_number: one.studentNumber, university: 'tsu' });
    const atTpu = await post('/api/v1/cards', { student_number: one.studentNumber, university: 'tpu' });
    expect([atTsu.body.personId, atTpu.body.personId]).toEqual([other.personId, one.personId]);
  });

  it('forgets a key after a day and not before', async () => {
    const [old, fresh] = [uuidv7(), uuidv7()];
    for (const key of [old, fresh]) {
      await post('/api/v1/cards', { personId: (await student()).personId }, { 'idempotency-key': key });
    }
    await database.admin.raw(
      `update card_issuer.idempotency_keys set created_at = now() - interval '25 hours' where key = ?`,
      [old],
    );
    expect(await purgeIdempotencyKeys(context)).toBe(1);
    const left = await rowsOf<{ key: string }>(
      'select key from card_issuer.idempotency_keys where key in (?, ?)',
      old,
      fresh,
    );
    expect(left).toEqual([{ key: fresh }]);
  });

  it('says 503 and when to come again while the database is away, never 401 or 404', async () => {
    const away = openTestContext(
      { ...database, url: () => 'postgres://nobody:nothing@127.0.0.1:1/nowhere' },
      issuer.url,
    );
    try {
      const cut = buildApp(away);
      const answer = await request(cut).get(`/api/v1/cards/${draw()}`).set('authorization', `Bearer ${token}`);
      expect([answer.status, answer.body.code]).toEqual([503, 'database.unavailable']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect((await request(cut).get('/readyz')).status).toBe(503);
      expect((await request(cut).get('/livez')).status).toBe(200);
    } finally {
      await away.close();
    }
  });

  it('describes itself', async () => {
    const { body } = await request(app).get('/openapi.json');
    expect(Object.keys(body.paths).toSorted()).toEqual([
      '/api/v1/cards',
      '/api/v1/cards/{number}',
      '/api/v1/cards/{number}/reactivate',
      '/api/v1/cards/{number}/replace',
      '/api/v1/cards/{number}/report',
      '/api/v1/cards/{number}/suspend',
      '/api/v1/people/{personId}/cards',
    ]);
  });
});
