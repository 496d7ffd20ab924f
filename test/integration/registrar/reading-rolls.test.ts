import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import iconv from 'iconv-lite';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, student } from './registry.ts';

describe('reading a roll', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let sources = 0;
  const newOffice = () => openOffice(registry, tsu, `source ${++sources}`);
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  const russian =
    'Личный номер;ФИО;Дата рождения;Категория;Действует с\r\nNNN;Ёлкина-Шпак Анна Сергеевна;12.04.2006;Студент;01.09.2024\r\n';
  const iso = russian.replace('12.04.2006', '2006-04-12').replace('01.09.2024', '2024-09-01');
  const english =
    'Student number,Family name,Given name,Patronymic,Date of birth,Role,Valid from\nNNN,Ёлкина-Шпак,Анна,Сергеевна,2006-04-12,student,2024-09-01\n';
  const quoted =
    '"Личный номер","Фамилия, имя, отчество","Дата рождения","Категория","Действует с"\n"NNN","Ёлкина-Шпак Анна\nСергеевна","12.04.2006","студент","1.9.2024"\n';

  it.each<[string, string, (text: string) => Uint8Array]>([
    ['UTF-8 with ; and CRLF', russian, (text) => Buffer.from(text)],
    ['UTF-8 with BOM', russian, (text) => Buffer.from(`\ufeff${text}`)],
    ['Windows-1251', russian, (text) => iconv.encode(text, 'win1251')],
    ['ISO dates', iso, (text) => Buffer.from(text)],
    ['English headings and commas', english, (text) => Buffer.from(text)],
    ['tabs', russian.replaceAll(';', '\t'), (text) => iconv.encode(text, 'win1251')],
    ['quoted cells with a line break', quoted, (text) => Buffer.from(`\ufeff${text}`)],
    ['mixed line ends and no last one', `${russian.trimEnd().replace('\r\n', '\r')}`, (text) => Buffer.from(text)],
    ['empty lines and empty cells at the end', russian.replaceAll('\r\n', ';;\r\n\r\n'), (text) => Buffer.from(text)],
  ])('gives the same person from %s', async (_, text, encode) => {
    const office = await newOffice();
    const number = `F${sources}`;
    const { record } = await bring(office, encode(text.replace('NNN', number)));
    expect(record).toMatchObject({ state: 'applied', counts: { rows: 1, new: 1, refused: 0 } });
    const { rows } = await database.admin.raw(
      `select r.family_name, r.given_name, r.patronymic, r.birth_date::text, a.affiliation, lower(a.valid) = '2024-09-01T00:00+07' as starts, upper_inf(a.valid) as endless
       from directory.source_records r join directory.affiliations a on a.source_record_id = r.id where r.source_key = ?`,
      [number],
    );
    expect(rows).toEqual([
      {
        family_name: 'Ёлкина-Шпак',
        given_name: 'Анна',
        patronymic: 'Сергеевна',
        birth_date: '2006-04-12',
        affiliation: 'student',
        starts: true,
        endless: true,
      },
    ]);
  });

  it.each<[string, string, Uint8Array]>([
    ['UTF-16', 'utf-16', iconv.encode(russian, 'utf-16')],
    ['KOI8-R', 'unknown-charset', iconv.encode(russian, 'koi8-r')],
    ['half a spreadsheet', 'damaged-package', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)])],
    [
      'UTF-8 that turns into Windows-1251',
      'mixed-charset',
      Buffer.concat([Buffer.from(russian.repeat(2_000)), iconv.encode(russian, 'win1251')]),
    ],
    ['one column', 'no-delimiter', Buffer.from('Номер\n1\n')],
    ['headings that mean nothing', 'missing-fields', Buffer.from('a;b\n1;2\n')],
    ['a quote that is never closed', 'quote-not-closed', Buffer.from(`${russian}"1;Иванов Иван;студент\n`)],
    ['a cell of ten million letters', 'row-too-large', Buffer.from(`${russian}1;"${'я'.repeat(10_000_000)}`)],
  ])('refuses %s as a whole and says why', async (_, reason, bytes) => {
    const office = await newOffice();
    await expect(bring(office, bytes)).rejects.toMatchObject({
      code: 'import.unreadable',
      details: { reason, ru: expect.stringMatching(/[а-я]/), en: expect.stringMatching(/[a-z]/) },
    });
    const { rows } = await database.admin.raw(
      `select state, failure->>'ru' as ru from registrar.imports order by created_at desc limit 1`,
    );
    expect(rows).toEqual([{ state: 'failed', ru: expect.stringMatching(/\.$/) }]);
  });

  it('says that an empty file is empty', async () => {
    await expect(bring(await newOffice(), '\ufeff\r\n')).rejects.toMatchObject({ code: 'import.empty' });
  });

  it('remembers the headings, reports what it does not take and misses what was there', async () => {
    const office = await newOffice();
    const first = await bring(office, 'Шифр;Номер;ФИО;Роль;E-mail\n1;H1;Ёлкина Анна;студент;a@tsu.ru\n');
    expect(first.record.recognised.notTaken).toEqual(['Шифр']);
    await expect(bring(office, 'Номер;ФИО;Роль\nH1;Ёлкина Анна;студент\n')).rejects.toMatchObject({
      details: { reason: 'missing-headings', headings: ['E-mail'] },
    });
    const anew = await bring(office, 'Номер;ФИО;Роль\nH1;Ёлкина Анна;студент\n', { forgetHeadings: true });
    expect(anew.record).toMatchObject({ state: 'applied', counts: { changed: 1 } });
  });

  it('refuses each broken row for its own reason, takes the others and keeps no national number', async () => {
    const office = await newOffice();
    const broken: [string, string, ReturnType<typeof student>][] = [
      ['missing-name', 'family_name', student('B1', { Фамилия: '' })],
      ['impossible-date', 'birth_date', student('B2', { 'Дата рождения': '30.02.2006' })],
      ['birth-date-in-future', 'birth_date', student('B3', { 'Дата рождения': '01.01.2099' })],
      ['unknown-affiliation', 'affiliation', student('B4', { Категория: 'космонавт' })],
      ['wrong-check-sum', 'national_number', student('B5', { СНИЛС: '900-000-011 85' })],
      ['control-characters', 'given_name', student('B6', { Имя: 'Ан\u0000на' })],
      ['control-characters', 'given_name', student('B7', { Имя: 'Ан\u0007на' })],
      ['window-ends-before-start', 'valid_until', student('B8', { 'Действует по': '31.08.2023' })],
      ['email-without-at', 'email', student('B9', { 'Эл. почта': 'anna.tsu.ru' })],
      ['value-too-long', 'family_name', student('B10', { Фамилия: 'Я'.repeat(1_000) })],
      ['duplicate-source-key', 'source_key', student('B0', { Имя: 'Мария' })],
      ['affiliation-twice', 'affiliation', student('B0', { 'Действует с': '01.09.2025' })],
      ['login-taken', 'login', student('B11', { Логин: 'uB0' })],
    ];
    const text = `${roll([student('B0'), ...broken.map(([, , line]) => line)])}B12;обрезано\r\nB13${';x'.repeat(20)}\r\n`;
    const { record, refused } = await bring(office, text, { dryRun: true });
    expect(record).toMatchObject({
      state: 'needs-review',
      reviewReasons: ['mostly-refused'],
      counts: { rows: 16, new: 1, refused: 15 },
    });
    expect(refused.map(({ line, fault, field }) => [line, fault, field])).toEqual([
      ...broken.map(([fault, field], at) => [at + 3, fault, field]),
      [16, 'too-few-columns', null],
      [17, 'too-many-columns', null],
    ]);
    expect(refused.filter((one) => one.otherLine !== null).map((one) => one.otherLine)).toEqual([2, 2]);
    const { rows } = await database.admin.raw(
      `select 1 from registrar.import_rows where to_jsonb(import_rows)::text like '%900-000-011%'`,
    );
    expect(rows).toEqual([]);
  });

  it('takes the good rows of a file with a broken one', async () => {
    const office = await newOffice();
    const { record } = await bring(office, roll([student('G1'), student('G2', { Фамилия: '' }), student('G3')]));
    expect(record).toMatchObject({ state: 'applied', counts: { new: 2, refused: 1 } });
    expect(await personOf(database.admin, tsu, 'G2')).toBeUndefined();
  });
});
