import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { saveGrace } from '@onecampus/registrar/use-cases/save-grace';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, type Office, openOffice, openRegistry, personOf, type Registry, roll, student } from './registry.ts';
import { serveRegistrar } from './served.ts';

describe('the grace of a university', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let office: Office;
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const effective = async (number: string) => (await personOf(database.admin, tsu, number))?.effective;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
    office = await openOffice(registry, tsu, 'grace');
  });
  afterAll(() => database.drop());

  const everybody = [
    student('1', { 'Действует по': yesterday }),
    student('2', { 'Действует по': yesterday, Категория: 'преподаватель' }),
    student('3', { Статус: 'отчислен' }),
    student('4'),
  ];

  it('keeps a student in effect after the last day, and nobody of another affiliation or expelled', async () => {
    await bring(office, roll(everybody));
    expect(await effective('1')).toEqual([]);
    await saveGrace(registry, { by: 'service:test', university: 'tsu', grace: { student: 'P30D' } });
    const { record } = await bring(office, roll(everybody));
    expect(record.counts).toMatchObject({ changed: 2, ending: 0, unchanged: 2 });
    expect(await Promise.all(['1', '2', '3', '4'].map(effective))).toEqual([
      ['student@tsu.ru'],
      [],
      [],
      ['student@tsu.ru'],
    ]);
    expect((await bring(office, roll(everybody))).record.counts).toMatchObject({ unchanged: 4 });
  });

  it('lets whoever is left out keep his effect for as long', async () => {
    await bring(office, roll(everybody.slice(0, 3)), { acceptShrink: true });
    expect(await effective('4')).toEqual(['student@tsu.ru']);
    const { rows } = await database.admin.raw(
      `select upper(valid) <= now() as over, grace = '30 days' as keeps from directory.affiliations a
       join directory.source_records r on r.id = a.source_record_id where r.source_key = '4' and upper_inf(a.recorded)`,
    );
    expect(rows).toEqual([{ over: true, keeps: true }]);
  });

  it('is set by a program, in ISO 8601', async () => {
    const served = await serveRegistrar(database);
    const write = await served.authorization('people.write');
    const put = (grace: object) =>
      request(served.app).put('/api/v1/universities/tsu/grace').set('authorization', write).send(grace);
    expect((await put({ student: 'P2W', staff: 'P1M' }).expect(200)).body).toEqual({
      grace: { student: 'P2W', staff: 'P1M' },
    });
    await put({ student: '30 days' }).expect(400);
    await put({ student: 'PT5M' }).expect(400);
    await put({ king: 'P1D' }).expect(400);
    await served.close();
  });
});
