import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import type { University } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import { drawCardNumber, formatCardNumber } from '@onecampus/pass-codes';
import { randomDigits, uuidv7 } from '@onecampus/runtime';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { latestCardOf, openContextFor, textOf } from './desk.ts';

const draw = () => drawCardNumber(randomDigits);

/** The pages as whoever is signed in sees them; the sign-in itself is walked in test/journeys. */
describe('the pages of the card issuer', () => {
  let database: FreshDatabase;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  let tpu: University;
  let tsu: University;
  let librarian: ArrangedPerson;
  let visitor: StaffMember;
  beforeAll(async () => {
    database = await freshDatabase();
    context = openContextFor(database, () => visitor);
    app = buildApp(context);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    librarian = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff', familyName: 'Грамотина' });
  });
  beforeEach(() => {
    visitor = {
      personId: librarian.personId,
      name: 'Любовь Грамотина',
      roles: [{ role: 'librarian', universityId: tpu.id }],
    };
  });
  afterAll(async () => {
    await context.close();
    await database.drop();
  });

  const reader = () => arrangePerson(database.admin, { university: tsu });
  const get = (path: string) => request(app).get(path).set('accept', 'text/html');
  const send = (path: string, form: Record<string, string> = {}) =>
    request(app).post(path).type('form').set('accept', 'text/html').send(form);
  const cardOf = (personId: string) => latestCardOf(database, personId);
  const issued = async () => {
    const { personId } = await reader();
    await issueCard(context, { by: { actor: 'client:test' }, personId });
    return { personId, card: await cardOf(personId) };
  };
  const press = async (personId: string, verb: string, form: Record<string, string> = {}) => {
    const { id, version } = await cardOf(personId);
    return send(`/readers/${personId}/cards/${id}/${verb}`, { version, ...form });
  };

  describe('finding a reader', () => {
    it.each([
      ['student number', (one: ArrangedPerson) => one.studentNumber],
      ['student number with what a scanner adds', (one: ArrangedPerson) => `]C0${one.studentNumber}\r\n`],
      ['eppn', (one: ArrangedPerson) => one.eppn.toUpperCase()],
    ])('by %s leads to the person, with nothing personal in the address', async (_, scanned) => {
      const one = await reader();
      const answer = await send('/readers/find', { scanned: scanned(one) });
      expect([answer.status, answer.headers['location']]).toEqual([303, `/readers/${one.personId}`]);
    });

    it('by card number leads to its holder', async () => {
      const { personId, card } = await issued();
      const answer = await send('/readers/find', { scanned: `${card.number}\r` });
      expect(answer.headers['location']).toBe(`/readers/${personId}`);
    });

    it('asks for the university where two have the number, and names nobody', async () => {
      const one = await arrangePerson(database.admin, { university: tpu, familyName: 'Тайнина' });
      const { studentNumber } = one;
      const other = await arrangePerson(database.admin, { university: tsu, familyName: 'Секретов', studentNumber });
      const asked = await send('/readers/find', { scanned: one.studentNumber });
      expect(asked.status).toBe(200);
      expect(textOf(asked)).toMatch(/Томский политехнический университет.*Томский государственный университет/);
      expect(asked.text).not.toMatch(/Тайнина|Секретов/);
      expect(asked.text).not.toContain(one.personId);
      const chosen = await send('/readers/find', { scanned: one.studentNumber, chosen: 'student_number tsu.ru' });
      expect(chosen.headers['location']).toBe(`/readers/${other.personId}`);
    });

    it('never takes a misread card for a student number without asking', async () => {
      const misread = '21234567890123';
      await arrangePerson(database.admin, { university: tpu, studentNumber: misread });
      const asked = await send('/readers/find', { scanned: misread });
      expect(asked.status).toBe(200);
      expect(textOf(asked)).toContain('контрольная цифра не сходится');
    });

    it.each([
      ['a wrong check digit', '29999999999990', 'контрольная цифра не сходится'],
      ['look-alike letters', '2123456789О124', 'похожие на цифры'],
      ['nobody’s number', '000', 'Такого номера нет ни в одном университете'],
      ['nobody’s login', 'nobody@tpu.ru', 'Такого логина нет'],
      ['nothing', '', 'Поле пустое'],
      ['two scans in one', '10000101\r10000102', 'отсканируйте карту ещё раз'],
      ['a name with a quotation mark', `'; drop table cards; --`, 'Такого номера нет'],
    ])('refuses %s in words and keeps what was typed', async (_, scanned, words) => {
      const answer = await send('/readers/find', { scanned });
      expect(answer.status).toBe(422);
      expect(textOf(answer)).toContain(words);
    });

    it('is limited', async () => {
      const busy = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff' });
      visitor = { ...visitor, personId: busy.personId };
      await Promise.all(Array.from({ length: 1_000 }, () => context.searches.count(busy.personId)));
      expect((await send('/readers/find', { scanned: '1' })).status).toBe(429);
    });
  });

  describe('the reader’s page', () => {
    it('shows what the task needs and no more, and counts the look', async () => {
      const one = await reader();
      const answer = await get(`/readers/${one.personId}`);
      expect(answer.status).toBe(200);
      expect(textOf(answer)).toMatch(/Семёнова Анна.*Сверьте с документом.*2004/);
      expect(answer.text).not.toMatch(/05-06|06\.05|6 мая/);
      expect(answer.text).not.toContain(one.studentNumber);
      expect(answer.text).not.toContain(one.eppn);
      const { rows } = await database.admin.raw<{ rows: object[] }>(
        `select actor, university_id from directory.audit_trail where action = 'person.viewed' and subject = ?`,
        [`person:${one.personId}`],
      );
      expect(rows).toEqual([{ actor: `person:${librarian.personId}`, university_id: tpu.id }]);
    });

    it('speaks English to who wants it', async () => {
      const one = await reader();
      expect(textOf(await get(`/readers/${one.personId}?lang=en`))).toContain('Compare with the document');
    });

    it('says 404 for nobody and 400 for what is no person', async () => {
      expect((await get(`/readers/${uuidv7()}`)).status).toBe(404);
      expect((await get('/readers/1')).status).toBe(400);
    });
  });

  describe('issuing', () => {
    it('binds the scanned card and prints its number in groups', async () => {
      const one = await reader();
      const number = draw();
      const answer = await send(`/readers/${one.personId}/issue`, { number: `]F0A${number}B\r\n` });
      expect(answer.headers['location']).toBe(`/readers/${one.personId}?done=issued`);
      const shown = textOf(await get(answer.headers['location']!));
      expect(shown).toContain('Карта выдана и уже действует');
      expect(shown).toContain(formatCardNumber(number));
      expect(await cardOf(one.personId)).toMatchObject({ number, state: 'active' });
    });

    it('draws a number when asked to, and never because a scan was empty', async () => {
      const one = await reader();
      const empty = await send(`/readers/${one.personId}/issue`, { number: '' });
      expect(empty.headers['location']).toBe(`/readers/${one.personId}?refused=number.empty`);
      const drawn = await send(`/readers/${one.personId}/issue`, { drawn: 'yes' });
      expect(drawn.headers['location']).toBe(`/readers/${one.personId}?done=issued`);
    });

    it('says what happened and what to do when it cannot be', async () => {
      const { personId } = await issued();
      const taken = (await issued()).card.number;
      const left = await arrangePerson(database.admin, { university: tpu, validUntil: new Date('2025-01-01') });
      const one = await reader();
      for (const [who, form, code, words] of [
        [personId, { drawn: 'yes' }, 'card.already_live', 'У читателя уже есть карта'],
        [one.personId, { number: taken }, 'card.number_taken', 'Этот номер уже выдавался'],
        [one.personId, { number: '21234567890123' }, 'number.bad_check_digit', 'контрольная цифра не сходится'],
        [left.personId, { drawn: 'yes' }, 'card.not_entitled', 'Карту сейчас не выдать'],
        [librarian.personId, { drawn: 'yes' }, 'person.own_record', 'Свою карту изменить нельзя'],
      ] as const) {
        const answer = await send(`/readers/${who}/issue`, form);
        expect(answer.headers['location']).toBe(`/readers/${who}?refused=${code}`);
        expect(textOf(await get(answer.headers['location']!))).toContain(words);
      }
    });

    it('is done for one of the librarian’s own universities', async () => {
      visitor = { ...visitor, roles: [tpu, tsu].map(({ id }) => ({ role: 'librarian', universityId: id })) };
      const issuer = async (personId: string) =>
        (
          await database.admin.raw<{ rows: { by: string }[] }>(
            'select issued_by_university_id as by from directory.cards where person_id = ?',
            [personId],
          )
        ).rows[0]!.by;
      const [one, other] = [await reader(), await reader()];
      await send(`/readers/${one.personId}/issue`, { drawn: 'yes', issued_by: tsu.id });
      expect(await issuer(one.personId)).toBe(tsu.id);
      await send(`/readers/${other.personId}/issue`, { drawn: 'yes', issued_by: uuidv7() });
      expect(await issuer(other.personId)).toBe(tpu.id);
    });
  });

  describe('changing a card', () => {
    it('suspends a lost one, returns it, and replaces it', async () => {
      const { personId, card } = await issued();
      expect((await press(personId, 'suspend')).headers['location']).toBe(`/readers/${personId}?done=suspended`);
      expect(await cardOf(personId)).toMatchObject({ state: 'suspended' });
      expect((await press(personId, 'reactivate')).headers['location']).toBe(`/readers/${personId}?done=reactivated`);
      expect((await press(personId, 'replace', { number: '' })).headers['location']).toBe(
        `/readers/${personId}?done=replaced`,
      );
      expect(await cardOf(personId)).toMatchObject({ state: 'active' });
      expect((await cardOf(personId)).number).not.toBe(card.number);
      expect(textOf(await get(`/readers/${personId}`))).toMatch(
        /Выдана.*Заменена: выдана новая карта.*Действует: нашлась.*Приостановлена: потеря/,
      );
    });

    it('does nothing for a page that is out of date', async () => {
      const { personId, card } = await issued();
      await press(personId, 'suspend');
      const late = await send(`/readers/${personId}/cards/${card.id}/replace`, { version: '1' });
      expect(late.headers['location']).toBe(`/readers/${personId}?refused=card.changed_meanwhile`);
      expect(await cardOf(personId)).toMatchObject({ id: card.id, state: 'suspended' });
    });

    it('does nothing to a card of another person', async () => {
      const [one, other] = [await issued(), await issued()];
      const answer = await send(`/readers/${one.personId}/cards/${other.card.id}/stolen`, { version: '1' });
      expect(answer.headers['location']).toBe(`/readers/${one.personId}?refused=card.unknown`);
      expect(await cardOf(other.personId)).toMatchObject({ state: 'active' });
    });

    it('does nothing to the librarian’s own card', async () => {
      const own = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff' });
      await issueCard(context, { by: { actor: 'client:test' }, personId: own.personId });
      visitor = { ...visitor, personId: own.personId };
      for (const verb of ['suspend', 'reactivate', 'stolen', 'damaged', 'replace']) {
        const answer = await press(own.personId, verb);
        expect(answer.headers['location']).toBe(`/readers/${own.personId}?refused=person.own_record`);
      }
      expect(await cardOf(own.personId)).toMatchObject({ state: 'active', version: '1' });
      expect((await get(`/readers/${own.personId}`)).text).not.toContain(`/cards/`);
    });
  });

  describe('who is not a librarian', () => {
    const asReader = async () => {
      const { personId, card } = await issued();
      visitor = { personId, name: 'Анна Семёнова', roles: [{ role: 'registrar', universityId: tpu.id }] };
      return { personId, card };
    };

    it('is led from the desk to his own card, and let into nothing else', async () => {
      const { personId, card } = await asReader();
      expect((await get('/')).headers['location']).toBe('/my');
      expect((await get(`/readers/${personId}`)).status).toBe(403);
      for (const path of [
        '/readers/find',
        `/readers/${personId}/issue`,
        `/readers/${personId}/cards/${card.id}/suspend`,
        `/readers/${personId}/cards/${card.id}/replace`,
      ]) {
        expect((await send(path, { scanned: '1', version: '1' })).status).toBe(403);
      }
    });

    it('reports his own card lost, once, and cannot take it back', async () => {
      const { personId, card } = await asReader();
      expect(textOf(await get('/my'))).toMatch(/Действует.*Сообщить о потере/);
      const form = { card: card.id, version: card.version };
      expect((await send('/my/lost', form)).headers['location']).toBe('/my?done=suspended');
      expect(await cardOf(personId)).toMatchObject({ state: 'suspended' });
      expect((await send('/my/lost', form)).headers['location']).toBe('/my?refused=changed');
      const shown = await get('/my?done=suspended');
      expect(textOf(shown)).toMatch(/Карта приостановлена.*Приостановлена/);
      expect(shown.text).not.toContain('action="/my/lost"');
    });

    it('cannot report another’s card lost', async () => {
      const other = await issued();
      await asReader();
      const answer = await send('/my/lost', { card: other.card.id, version: '1' });
      expect(answer.status).toBe(404);
      expect(await cardOf(other.personId)).toMatchObject({ state: 'active' });
    });

    it('is told how to get a card where he has none', async () => {
      const { personId } = await reader();
      visitor = { personId, name: 'Анна', roles: [] };
      expect(textOf(await get('/my'))).toContain('Карты ещё нет');
    });
  });
});
