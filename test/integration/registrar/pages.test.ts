import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { openOffice, openRegistry, personOf, roll, student } from './registry.ts';
import { type Served, serveRegistrar } from './served.ts';

describe('the registrar’s pages', () => {
  let database: FreshDatabase;
  let served: Served;
  let tsu: University;
  let tpu: University;
  const registrarOf = (...universities: University[]) => ({
    personId: '01a2000f-776b-77cc-9a74-cae902d8e9f2',
    name: 'Надежда Писарева',
    roles: universities.map(({ id }) => ({ role: 'registrar', universityId: id })),
  });
  const browser = () => request(served.app);
  const get = (path: string) => browser().get(path).set('accept', 'text/html').set('accept-language', 'ru');
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
  });
  beforeEach(() => {
    served.visitor = registrarOf(tsu);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  async function addSource(label: string): Promise<string> {
    const answer = await browser()
      .post('/sources')
      .type('form')
      .send({ university: tsu.id, label, kind: 'sis' })
      .expect(303);
    return answer.headers['location']!;
  }
  async function check(source: string, file: string | Buffer): Promise<string> {
    const answer = await browser()
      .post(`${source}/imports`)
      .attach('roll', Buffer.from(file), 'список.csv')
      .expect(303);
    return answer.headers['location']!;
  }

  it('send whoever is not signed in to sign in, and tell whoever is no registrar', async () => {
    served.visitor = undefined;
    expect((await get('/').expect(303)).headers['location']).toBe('/sign-in');
    served.visitor = { ...registrarOf(tsu), roles: [{ role: 'librarian', universityId: tsu.id }] };
    expect((await get('/').expect(303)).headers['location']).toBe('/my');
    await get('/universities/tsu').expect(403);
  });

  it('show what a file would change in the university’s own words, and do it after a press of the button', async () => {
    const source = await addSource('Деканат ТГУ');
    expect((await get(source).expect(200)).text).toContain('multipart/form-data');
    const place = await check(
      source,
      roll([student('w1', { Категория: 'Магистрант' }), student('w2', { 'Дата рождения': '31.02.2006' })]),
    );
    const page = (await get(place).expect(200)).text;
    expect(page).toContain('Кого добавит этот файл');
    expect(page).toContain('Магистрант (ММФ), 01.09.2024–31.08.2099');
    expect(page).toContain('Такой даты нет');
    expect(await personOf(database.admin, tsu, 'w1')).toBeUndefined();

    await browser().post(`${place}/apply`).type('form').send({}).expect(303);
    expect(await personOf(database.admin, tsu, 'w1')).toMatchObject({ effective: ['student@tsu.ru'] });
    expect((await get(place)).text).toContain('Список загружен');
    expect((await get('/universities/tsu/feeds?lang=en')).text).toContain('Latest imports');
    const csv = await browser().get(`${place}/refused.csv`).expect(200);
    expect(csv.text).toContain('w2');
    const { rows } = await database.admin.raw(
      `select actor from directory.audit_trail where action = 'roll.applied' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ actor: 'person:01a2000f-776b-77cc-9a74-cae902d8e9f2' }]);
  });

  it('ask a second time where the file would end many', async () => {
    const source = await addSource('Кадры ТГУ');
    const first = await check(source, roll([student('k1'), student('k2')]));
    await browser().post(`${first}/apply`).type('form').send({}).expect(303);
    const place = await check(source, roll([student('k1')]));
    expect((await get(place)).text).toContain('Файл выглядит необычно');
    expect(
      (await browser().post(`${place}/apply`).type('form').send({}).set('accept-language', 'ru').expect(422)).text,
    ).toContain('Подтвердите, что файл верный');
    expect(await personOf(database.admin, tsu, 'k2')).toMatchObject({ effective: ['student@tsu.ru'] });
    await browser().post(`${place}/apply`).type('form').send({ accept_shrink: 'yes' }).expect(303);
    expect(await personOf(database.admin, tsu, 'k2')).toMatchObject({ effective: [] });
  });

  it('say why a file cannot be read, and that one was not chosen', async () => {
    const source = await addSource('Таблица');
    const page = await get(await check(source, 'Номер;Что-то\n1;2\n')).expect(200);
    expect(page.text).toContain('Не нашлось столбцов: фамилия, кем является');
    const empty = await browser()
      .post(`${source}/imports`)
      .field('forget_headings', 'yes')
      .set('accept-language', 'ru')
      .expect(422);
    expect(empty.text).toContain('Выберите файл');
  });

  it('show nothing of another university', async () => {
    const registry = openRegistry(database.as('registrar'));
    await openOffice(registry, tpu, 'Чужой источник');
    const source = await addSource('Свой источник');
    const place = await check(source, roll([student('o1')]));
    const { rows } = await database.admin.raw(`select id from directory.sources where label = 'Чужой источник'`);
    expect((await get('/universities/tsu/feeds')).text).not.toContain('Чужой источник');
    await get(`/sources/${rows[0].id}`).expect(404);
    served.visitor = registrarOf(tpu);
    await get(source).expect(404);
    await get(place).expect(404);
    await browser().get(`${place}/refused.csv`).expect(404);
    await browser().post(`${place}/apply`).type('form').send({}).expect(404);
    await browser().post(`${source}/imports`).attach('roll', Buffer.from('x'), 'x.csv').expect(404);
    await browser().post('/sources').type('form').send({ university: tsu.id, label: 'x', kind: 'sis' }).expect(404);
    expect(await personOf(database.admin, tsu, 'o1')).toBeUndefined();
  });
});
