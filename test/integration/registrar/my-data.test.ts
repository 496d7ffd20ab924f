import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, recordAudit, recordDisclosures, type University } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import { uuidv7 } from '@onecampus/runtime';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

const day_ms = 86_400_000;

describe('what is known about oneself', () => {
  let database: FreshDatabase;
  let served: Served;
  let tsu: University;
  let tpu: University;
  let anna: ArrangedPerson;
  let annaAtTpu: ArrangedPerson;
  let boris: ArrangedPerson;
  const visit = (person: ArrangedPerson, roles: StaffMember['roles'] = []) => {
    served.visitor = { personId: person.personId, name: 'Посетитель', roles };
  };
  const get = (path: string) => request(served.app).get(path).set('accept', 'text/html').set('accept-language', 'ru');
  const post = (path: string, form: object) =>
    request(served.app).post(path).type('form').set('accept-language', 'ru').send(form);
  const one = async (sql: string, values: readonly unknown[] = []) =>
    (await database.admin.raw<{ rows: Record<string, string>[] }>(sql, values as never)).rows[0]!;
  const recordOf = async (person: ArrangedPerson) =>
    (await one('select id from directory.source_records where source_key = ?', [person.studentNumber]))['id']!;

  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
    const soon = new Date(Date.now() + 20 * day_ms);
    anna = await arrangePerson(database.admin, { university: tsu, givenName: 'Анна', validUntil: soon });
    annaAtTpu = await arrangePerson(database.admin, {
      university: tpu,
      familyName: 'Тихомирова',
      affiliation: 'employee',
    });
    boris = await arrangePerson(database.admin, { university: tsu, familyName: 'Борисов', givenName: 'Борис' });
    await database.admin.raw(`update directory.affiliations set grace = '30 days' where person_id = ?`, [
      anna.personId,
    ]);
    await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [anna.personId, annaAtTpu.personId], {
        id: uuidv7(),
        method: 'operator',
        reason: 'test',
        decidedBy: ['service:test'],
      }),
    );
  });
  beforeEach(() => visit(anna));
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('shows each university’s own words and when doors close, of everybody who became this person', async () => {
    const { text } = await get('/my').expect(200).expect('cache-control', 'no-store');
    for (const shown of [
      'Томский государственный университет',
      'Томский политехнический университет',
      'Тихомирова',
      anna.eppn,
    ])
      expect(text).toContain(shown);
    expect(text).toMatch(/Скоро закончится[\s\S]*двери открывает ещё по .*, потом нет\./);
    expect(text).toContain('class="timeline timeline-narrow"');
    expect(text).not.toContain('Борисов');
    visit(annaAtTpu);
    expect((await get('/my?lang=en').expect(200)).text).toContain('What is known about you');
  });

  it('sends whoever has no role in the console here, and nobody who is not signed in', async () => {
    expect((await get('/').expect(303)).headers['location']).toBe('/my');
    served.visitor = undefined;
    for (const path of ['/my', '/my/received', '/my/disputes']) {
      expect((await get(path).expect(303)).headers['location']).toBe('/sign-in');
    }
    await get('/my/copy.json').expect(303);
  });

  it('says who received something and who looked: staff by role and university, never by name', async () => {
    const librarian = await arrangePerson(database.admin, {
      university: tpu,
      familyName: 'Любопытнова',
      affiliation: 'employee',
      roles: ['librarian'],
    });
    await recordDisclosures(database.admin, [
      {
        personId: annaAtTpu.personId,
        fromUniversityId: tpu.id,
        to: 'client:lms-of-somebody',
        attributes: ['name', 'eduperson_scoped_affiliation'],
        basis: 'consent',
        purpose: 'sign-in',
      },
    ]);
    const look = { action: 'person.viewed', subject: `person:${anna.personId}`, universityId: tpu.id } as const;
    await recordAudit(database.admin, { ...look, actor: `person:${librarian.personId}` });
    await recordAudit(database.admin, { ...look, actor: `person:${annaAtTpu.personId}` });
    const { text } = await get('/my/received').expect(200);
    expect(text).toContain('lms-of-somebody');
    expect(text).toContain('фамилия и имя, где и кем вы учитесь или работаете');
    expect(text).toContain('с вашего согласия');
    expect(text.match(/библиотекарь, ТПУ|библиотекарь, Томский политехнический университет/g)).toHaveLength(1);
    expect(text).not.toContain('Любопытнова');
    expect(text).not.toContain(librarian.personId);
    visit(boris);
    expect((await get('/my/received').expect(200)).text).not.toContain('lms-of-somebody');
  });

  it('pages through looks', async () => {
    const look = { action: 'person.viewed', subject: `person:${boris.personId}`, universityId: tsu.id } as const;
    for (let n = 0; n < 27; n += 1) await recordAudit(database.admin, { ...look, actor: `client:n${n}x` });
    visit(boris);
    const first = (await get('/my/received')).text;
    expect(first).toContain('n26x');
    expect(first).not.toContain('n1x');
    const older = /href="(\/my\/received\?looks=\d+)"/.exec(first)![1]!;
    const second = (await get(older)).text;
    expect(second).toContain('n1x');
    expect(second).toContain('n0x');
    expect(second).not.toContain('n2x');
  });

  it('gives everything for a machine, and puts on record that it was taken, but not that one looked', async () => {
    const answer = await get('/my/copy.json').expect(200).expect('content-type', /json/);
    const copy = JSON.parse(answer.text);
    expect(copy).toMatchObject({ format: 'onecampus-my-data/1', person_id: anna.personId });
    expect(copy.universities.map((part: { university: string }) => part.university)).toEqual(['tpu.ru', 'tsu.ru']);
    expect(copy.universities[1].records[0]).toMatchObject({ family_name: 'Семёнова', birth_date: '2004-05-06' });
    expect(answer.text).not.toContain('Борисов');
    const { rows } = await database.admin.raw(
      `select action, university_id from directory.audit_trail where actor = ? order by university_id`,
      [`person:${anna.personId}`],
    );
    expect(rows.map((row: { action: string }) => row.action)).toEqual(['person.copy_taken', 'person.copy_taken']);
  });

  it('takes a dispute to the university that said it, and its answer back', async () => {
    const about = { fact: 'birth_date', id: await recordOf(anna) };
    expect((await get('/my')).text).toContain(`/my/disputes/new?fact=birth_date&amp;id=${about.id}`);
    expect((await get(`/my/disputes/new?fact=birth_date&id=${about.id}`).expect(200)).text).toContain(
      'Томский государственный университет',
    );
    expect((await post('/my/disputes', { ...about, said: '  ' }).expect(422)).text).toContain('Напишите, что неверно');
    const said = 'Я родилась 7 мая,\r\nа не 6-го <b>';
    const sent = (form: object) => post('/my/disputes', form).expect(303);
    expect((await sent({ ...about, said })).headers['location']).toBe('/my/disputes?done=sent');
    expect((await sent({ ...about, said })).headers['location']).toBe('/my/disputes?done=already');
    expect((await get('/my/disputes')).text).toContain('а не 6-го &lt;b>');

    visit(boris, [{ role: 'registrar', universityId: tpu.id }]);
    expect((await get('/universities/tpu/disputes').expect(200)).text).not.toContain('Семёнова');
    const { id } = await one('select id from registrar.disputes');
    await get(`/universities/tpu/disputes/${id}`).expect(404);
    visit(boris, [{ role: 'registrar', universityId: tsu.id }]);
    expect((await get('/universities/tsu/disputes').expect(200)).text).toContain('Семёнова');
    expect((await get('/universities/tsu')).text).toContain('Обращения людей о своих данных: 1');
    const path = `/universities/tsu/disputes/${id}`;
    expect((await get(path).expect(200)).text).toContain('6 мая 2004');
    expect((await post(path, { answer: '' }).expect(422)).text).toContain('Напишите ответ');
    await post(path, { outcome: 'corrected', answer: 'Исправили в деканате.' }).expect(303);
    const again = await post(path, { outcome: 'rejected', answer: 'Нет.' }).expect(303);
    expect(again.headers['location']).toBe(`${path}?already=yes`);

    visit(anna);
    expect((await get('/my/disputes')).text).toMatch(/исправлено[\s\S]*Исправили в деканате\./);
    expect((await get('/my')).text).toContain('На ваше обращение ответили');
    expect((await get('/my/received')).text).toContain('ваше обращение');
    const { details } = await one(`select details::text from directory.audit_trail where action = 'dispute.opened'`);
    expect(details).not.toContain('мая');
  });

  it('lets nobody dispute, see or answer what is another person’s', async () => {
    visit(boris);
    const affiliation = await one('select id from directory.affiliations where person_id = ?', [anna.personId]);
    const identifier = await one('select id from directory.identifiers where person_id = ?', [anna.personId]);
    const foreign = [
      ['birth_date', await recordOf(anna)],
      ['person', await recordOf(annaAtTpu)],
      ['affiliation', affiliation['id']],
      ['identifier', identifier['id']],
      ['group', uuidv7()],
      ['entitlement', uuidv7()],
    ];
    for (const [fact, id] of foreign) {
      await get(`/my/disputes/new?fact=${fact}&id=${id}`).expect(404);
      await post('/my/disputes', { fact, id, said: 'x' }).expect(404);
    }
    expect((await get('/my/disputes')).text).not.toContain('мая');
    await get('/universities/tsu/disputes').expect(403);
  });

  it('answers programs as well, and nobody answers his own', async () => {
    visit(anna);
    await post('/my/disputes', { fact: 'email', id: await recordOf(anna), said: 'Старый адрес' }).expect(303);
    const list = await request(served.app)
      .get('/api/v1/universities/tsu/disputes')
      .set('authorization', await served.authorization('people.read'));
    expect(list.body.disputes).toMatchObject([{ fact: 'email', said: 'Старый адрес', says: anna.eppn }]);
    const { id } = list.body.disputes[0];
    visit(anna, [{ role: 'registrar', universityId: tsu.id }]);
    expect((await get(`/universities/tsu/disputes/${id}`)).text).toContain('ответит коллега');
    await post(`/universities/tsu/disputes/${id}`, { outcome: 'answered', answer: 'x' }).expect(403);
    const path = `/api/v1/disputes/${id}/answer`;
    const answer = { university: 'tsu', outcome: 'rejected', answer: 'Так в деканате.' };
    const authorization = await served.authorization('people.write');
    const say = (body: object) => request(served.app).post(path).set('authorization', authorization).send(body);
    await say({ ...answer, university: 'tpu' }).expect(404);
    await say(answer).expect(200);
    await say(answer).expect(409);
  });
});
