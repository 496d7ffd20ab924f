import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, type Office, openOffice, openRegistry, personOf, type Registry } from './registry.ts';
import { serveRegistrar } from './served.ts';
import { zip } from './zip.ts';

const table = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;
const manifest = (kind: 'bulk' | 'delta', also: string[] = []) =>
  table(
    'propertyName,value',
    'manifest.version,1.0',
    'oneroster.version,1.2',
    `file.users,${kind}`,
    `file.roles,${kind}`,
    'file.orgs,bulk',
    ...also,
  );
const orgs = table(
  'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
  'o1,,,"Мехмат, кафедра 1",department,,',
);
const users = (...rows: string[]) =>
  table(
    'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email',
    ...rows,
  );
const roles = (...rows: string[]) =>
  table(
    'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
    ...rows,
  );
const anna = 'u1,,,true,elkina,,Анна,Ёлкина,Петровна,s-1,anna@tsu.ru';

describe('a OneRoster 1.2 package', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let office: Office;
  const send = (files: Record<string, string>, options: Parameters<typeof bring>[2] = {}) =>
    bring(office, zip(files), options);
  const effective = async (number: string) => (await personOf(database.admin, tsu, number))?.effective;
  const unitsOf = async (number: string) => {
    const { rows } = await database.admin.raw<{ rows: { org_unit: string; until: string | null }[] }>(
      `select a.org_unit, (upper(a.valid) at time zone 'Asia/Tomsk')::date::text as until
       from directory.affiliations a join directory.source_records r on r.id = a.source_record_id
       where r.source_key = ? and upper_inf(a.recorded) order by a.affiliation`,
      [number],
    );
    return rows;
  };
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
    office = await openOffice(registry, tsu, 'OneRoster');
  });
  afterAll(() => database.drop());

  it('brings users with their roles as a roll does, and passes over what it does not need', async () => {
    const { record, refused } = await send({
      'export/manifest.csv': manifest('bulk', [
        'file.demographics,bulk',
        'file.enrollments,bulk',
        'file.classes,absent',
      ]),
      'export/users.csv': users(
        anna,
        'u2,,,true,petrov,,Пётр,Петров,,,',
        'u3,,,true,parent,,Мать,Ёлкина,,,',
        'u4,,,true,nobody,,Без,Роли,,,',
      ),
      'export/roles.csv': roles(
        'r1,,,u1,primary,student,2024-09-01,2099-08-31,o1,',
        'r2,,,u1,secondary,aide,2025-01-01,,o1,',
        'r3,,,u2,primary,teacher,,,o1,',
        'r4,,,u3,primary,parent,,,o1,',
      ),
      'export/orgs.csv': orgs,
      'export/demographics.csv': table('sourcedId,status,dateLastModified,birthDate,sex', 'u1,,,2006-04-12,female'),
      'export/enrollments.csv': 'anything at all',
    });
    expect(record).toMatchObject({
      state: 'applied',
      counts: { rows: 4, new: 2, refused: 1 },
      recognised: { format: 'oneroster', delta: false, notTaken: ['enrollments.csv'] },
    });
    expect(refused).toMatchObject([{ sourceKey: 'u4', fault: 'missing-affiliation' }]);
    expect(await effective('s-1')).toEqual(['staff@tsu.ru', 'student@tsu.ru']);
    expect(await effective('u2')).toEqual(['faculty@tsu.ru']);
    expect(await unitsOf('s-1')).toEqual([
      { org_unit: 'Мехмат, кафедра 1', until: null },
      { org_unit: 'Мехмат, кафедра 1', until: '2099-09-01' },
    ]);
    const { rows } = await database.admin.raw(
      `select patronymic, birth_date::text as born, email from directory.source_records where source_key = 's-1'`,
    );
    expect(rows).toEqual([{ patronymic: 'Петровна', born: '2006-04-12', email: 'anna@tsu.ru' }]);
  });

  it('as a delta ends what it says is deleted, and nothing that it leaves out', async () => {
    const { record } = await send({
      'manifest.csv': manifest('delta'),
      'users.csv': users('u1,active,2026-01-01T00:00:00.000Z,true,elkina,,Анна,Соснина,Петровна,s-1,'),
      'roles.csv': roles('r2,tobedeleted,2026-01-01T00:00:00.000Z,u1,secondary,aide,2025-01-01,,o1,'),
      'orgs.csv': orgs,
    });
    expect(record).toMatchObject({ state: 'applied', counts: { new: 0, changed: 1, ending: 0 } });
    expect(await effective('s-1')).toEqual(['student@tsu.ru']);
    expect(await effective('u2')).toEqual(['faculty@tsu.ru']);
    const { record: left } = await send({
      'manifest.csv': manifest('delta'),
      'users.csv': users('u2,active,,false,petrov,,Пётр,Петров,,,'),
      'roles.csv': roles('r3,active,,u2,primary,teacher,,,o1,'),
      'orgs.csv': orgs,
    });
    expect(left.counts).toMatchObject({ ending: 1 });
    expect(await effective('u2')).toEqual([]);
  });

  it('as a bulk file is held by the brake like every roll, and changes no version the second time', async () => {
    const whole = {
      'manifest.csv': manifest('bulk'),
      'users.csv': users(anna),
      'roles.csv': roles('r1,,,u1,primary,student,2024-09-01,2099-08-31,o1,'),
      'orgs.csv': orgs,
    };
    await send(whole);
    const before = await personOf(database.admin, tsu, 's-1');
    expect((await send(whole)).record.counts).toMatchObject({ unchanged: 1 });
    expect(await personOf(database.admin, tsu, 's-1')).toEqual(before);
    await database.admin.raw(`update directory.sources set shrink_limit = 0.02 where label = 'OneRoster'`);
    await expect(send({ ...whole, 'users.csv': users(), 'roles.csv': roles() })).rejects.toMatchObject({
      code: 'import.needs_review',
    });
  });

  it.each<[string, string, () => Buffer]>([
    ['another archive', 'roster-without-manifest', () => zip({ 'photo.jpg': 'x' })],
    ['a workbook of Excel', 'binary', () => zip({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' })],
    ['a path that leads outside', 'damaged-package', () => zip({ '../manifest.csv': manifest('bulk') })],
    ['an absolute path', 'damaged-package', () => zip({ '/etc/manifest.csv': manifest('bulk') })],
    ['a table twice', 'table-twice', () => zip({ 'a/users.csv': users(), 'b/users.csv': users() })],
    ['half of the archive', 'damaged-package', () => zip({ 'manifest.csv': manifest('bulk') }).subarray(0, 60)],
    [
      'a directory that lies about sizes',
      'damaged-package',
      () => zip({ 'manifest.csv': manifest('bulk') }, { size: 5 }),
    ],
    [
      'more data than a roster has',
      'package-too-large',
      () => zip({ 'users.csv': 'a'.repeat(5_000_000) }, { deflated: true }),
    ],
    ['no roles', 'roster-without-users', () => zip({ 'manifest.csv': table('propertyName,value', 'file.users,bulk') })],
    ['OneRoster 1.1', 'roster-version', () => zip({ 'manifest.csv': manifest('bulk').replace('1.2', '1.1') })],
    ['a promised table that is absent', 'table-missing', () => zip({ 'manifest.csv': manifest('bulk') })],
    [
      'a table without its columns',
      'table-without-columns',
      () => zip({ 'manifest.csv': manifest('bulk'), 'orgs.csv': orgs, 'users.csv': 'sourcedId,email\r\n' }),
    ],
    [
      'one user twice',
      'user-twice',
      () => zip({ 'manifest.csv': manifest('bulk'), 'orgs.csv': orgs, 'users.csv': users(anna, anna) }),
    ],
  ])('is refused with a sentence where it is %s, and leaves nothing on the disk', async (_, reason, content) => {
    const refusal = await bring(office, content()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'import.unreadable',
      details: { reason, ru: expect.any(String), en: expect.any(String) },
    });
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('onecampus-roster-'))).toEqual([]);
  });

  it('is told by its first bytes on every way in', async () => {
    const served = await serveRegistrar(database);
    const answer = await request(served.app)
      .post('/api/v1/universities/tsu/sources/OneRoster/imports?dry_run=true')
      .set('authorization', await served.authorization('people.write'))
      .set('content-type', 'application/zip')
      .send(zip({ 'manifest.csv': manifest('bulk'), 'users.csv': users(anna), 'roles.csv': roles(), 'orgs.csv': orgs }))
      .expect(200);
    expect(answer.body).toMatchObject({ recognised: { format: 'oneroster' } });
    await served.close();
  });
});
