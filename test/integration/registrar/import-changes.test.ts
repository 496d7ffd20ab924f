import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { dropStaleRows } from '@onecampus/registrar/use-cases/drop-stale-rows';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { personOf, roll, snils, student } from './registry.ts';
import { type Served, serveRegistrar } from './served.ts';

describe('what an import changes, and its undoing', () => {
  let database: FreshDatabase;
  let served: Served;
  let tsu: University;
  let tpu: University;
  let write: string;
  const source = '/api/v1/universities/tsu/sources/rolls';
  const registrarOf = (university: University) => ({
    personId: '01a2000f-776b-77cc-9a74-cae902d8e9f2',
    name: 'Надежда Писарева',
    roles: [{ role: 'registrar' as const, universityId: university.id }],
  });
  const send = async (lines: ReturnType<typeof student>[]): Promise<string> => {
    const answer = await request(served.app)
      .post(`${source}/imports?accept_shrink=true`)
      .set('authorization', write)
      .set('content-type', 'text/csv')
      .send(roll(lines))
      .expect(200);
    return answer.body.import_id;
  };
  const get = (path: string) => request(served.app).get(path).set('authorization', write).set('accept-language', 'ru');
  const page = (path: string) => request(served.app).get(path).set('accept', 'text/html').set('accept-language', 'ru');
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
    write = await served.authorization('people.write');
    await request(served.app).put(source).set('authorization', write).send({ kind: 'sis' }).expect(200);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('are told in full, in the university’s own words, without a formula and without a national number', async () => {
    await send([student('1', { СНИЛС: snils[0] }), student('2'), student('3')]);
    const id = await send([
      student('1', { Фамилия: 'Соснина', СНИЛС: snils[1], Логин: 'sosna' }),
      student('2', { Имя: '=HYPERLINK("http://x")', Категория: 'Магистрант', Факультет: 'ФФ' }),
      student('4', { Категория: 'Аспирант' }),
    ]);
    const { text } = await get(`/api/v1/imports/${id}/changes.csv`).expect(200);
    const lines = text.replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toEqual([
      'Что произойдёт;Номер;Имя;Данные: было → станет;Было;Станет',
      'изменится;1;Соснина Анна;логин: u1@tsu.ru → sosna@tsu.ru'
        .replace('логин', '"фамилия: Ёлкина → Соснина; СНИЛС; логин')
        .concat('";;'),
      expect.stringMatching(
        /^изменится;2;.*имя: Анна → =HYPERLINK.*;"?.*\(ММФ\), 01\.09\.2024–31\.08\.2099;.*\(ФФ\), 01\.09\.2024–31\.08\.2099$/,
      ),
      expect.stringMatching(/^прекратится;3;Ёлкина Анна;;.*\(ММФ\), 01\.09\.2024–31\.08\.2099;/),
      expect.stringMatching(/^новый;4;Ёлкина Анна;;;.*\(ММФ\), 01\.09\.2024–31\.08\.2099$/),
    ]);
    expect(text).not.toContain(snils[0]);
    await database.admin.raw(`update registrar.imports set created_at = now() - interval '8 days' where id = ?`, [id]);
    await dropStaleRows(served.context, 24 * 7);
    expect((await get(`/api/v1/imports/${id}/changes.csv`).expect(200)).text.trim().split('\r\n')).toHaveLength(1);
  });

  it('are undone by a program, which may ask beforehand', async () => {
    await send([student('11'), student('12')]);
    const id = await send([student('11', { Фамилия: 'Соснина' }), student('13')]);
    const undo = (query = '') =>
      request(served.app).post(`/api/v1/imports/${id}/rollback${query}`).set('authorization', write);
    const asked = await undo('?dry_run=true').expect(200);
    expect(asked.body).toMatchObject({ dry_run: true, counts: { restored: 2, withdrawn: 1, kept: 0 } });
    expect(await personOf(database.admin, tsu, '13')).toMatchObject({ effective: ['student@tsu.ru'] });
    expect((await undo().expect(200)).body).toMatchObject({ dry_run: false, counts: asked.body.counts });
    expect(await personOf(database.admin, tsu, '13')).toMatchObject({ effective: [] });
    expect((await undo().expect(409)).body).toMatchObject({ code: 'import.not_applied' });
    const listed = await get('/api/v1/universities/tsu/imports').expect(200);
    expect(listed.body.imports[0]).toMatchObject({ import_id: id, source: 'rolls', state: 'rolled-back' });
    const reader = await served.authorization('people.read');
    await request(served.app).post(`/api/v1/imports/${id}/rollback`).set('authorization', reader).expect(403);
  });

  it('stand beside the files that folders delivered and that could not be imported', async () => {
    await database.admin.raw(
      `insert into registrar.deliveries (id, source_id, university_id, file_name, size_bytes, state, fault, finished_at, leased_until)
       select gen_random_uuid(), id, university_id, 'export.csv', 5, 'refused', '{"code": "import.empty", "ru": "Файл пуст.", "en": "Empty."}', now(), now()
       from directory.sources where label = 'rolls'`,
    );
    served.visitor = registrarOf(tsu);
    const shown = await page('/universities/tsu/feeds').expect(200);
    expect(shown.text).toMatch(/export\.csv[\s\S]*Не загружен[\s\S]*Файл пуст\./);
    const told = await get('/api/v1/universities/tsu/imports').expect(200);
    expect(told.body.deliveries).toMatchObject([{ file: 'export.csv', source: 'rolls', state: 'refused' }]);
  });

  it('are undone by a registrar after a look at what that means, and by nobody of another university', async () => {
    await send([student('21')]);
    const id = await send([student('21', { Фамилия: 'Соснина' })]);
    served.visitor = registrarOf(tpu);
    await page(`/imports/${id}/rollback`).expect(404);
    await page(`/imports/${id}/changes.csv`).expect(404);
    await request(served.app).post(`/imports/${id}/rollback`).type('form').send({}).expect(404);
    served.visitor = registrarOf(tsu);
    expect((await page(`/imports/${id}`).expect(200)).text).toContain(`/imports/${id}/rollback`);
    const shown = await page(`/imports/${id}/rollback`).expect(200);
    expect(shown.text).toContain('Отменить эту загрузку?');
    expect(shown.text).toContain('Соснина Анна');
    expect((await page(`/imports/${id}/changes.csv`).expect(200)).text).toContain('Ёлкина → Соснина');
    await request(served.app).post(`/imports/${id}/rollback`).type('form').send({}).expect(303);
    await request(served.app).post(`/imports/${id}/rollback`).type('form').send({}).expect(303);
    expect((await page(`/imports/${id}`)).text).toContain('Загрузка отменена');
    await page(`/imports/${id}/rollback`).expect(303);
  });
});
