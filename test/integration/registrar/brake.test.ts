import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { findSource } from '@onecampus/registrar/use-cases/find-source';
import { importRoll } from '@onecampus/registrar/use-cases/import-roll';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  bring,
  headings,
  type Office,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  student,
  wholeDirectory,
} from './registry.ts';

describe('the brake', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let office: Office;
  let tests = 0;
  const line = (number: number, changes: Parameters<typeof student>[1] = {}) => student(`${tests}-${number}`, changes);
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
  });
  beforeEach(async () => {
    tests += 1;
    office = await openOffice(registry, tsu, `source ${tests}`, 0.1);
    await bring(office, roll(numbers(20).map((one) => line(one))));
  });
  afterAll(() => database.drop());

  it('ends nobody whom a partial file leaves out, and still ends what it speaks of', async () => {
    const file = roll([line(1, { Имя: 'Мария' }), line(2, { Статус: 'отчислен' }), line(21)]);
    expect((await bring(office, file, { partial: true })).record).toMatchObject({
      state: 'applied',
      counts: { new: 1, changed: 1, ending: 1, present: 20 },
    });
    await expect(bring(office, file)).rejects.toMatchObject({ code: 'import.shrinks_too_much' });
  });

  it('lets a file through that ends as many as the limit allows', async () => {
    expect((await bring(office, roll(numbers(18).map((one) => line(one))))).record).toMatchObject({
      state: 'applied',
      counts: { ending: 2 },
    });
  });

  it.each<[string, string, string[], () => string]>([
    ['half a file', 'import.shrinks_too_much', ['shrinks'], () => roll(numbers(10).map((one) => line(one)))],
    [
      'a file that says all have left',
      'import.shrinks_too_much',
      ['shrinks'],
      () => roll(numbers(20).map((one) => line(one, { Статус: 'отчислен' }))),
    ],
    ['a heading without rows', 'import.needs_review', ['no-rows', 'shrinks'], () => roll([])],
    [
      'swapped columns',
      'import.needs_review',
      ['mostly-refused'],
      () => roll(numbers(20).map((one) => line(one, { 'Дата рождения': 'ММФ', Факультет: '12.04.2006' }))),
    ],
    [
      'family names where given names were',
      'import.needs_review',
      ['other-people'],
      () => roll(numbers(20).map((one) => line(one, { Фамилия: 'Анна', Имя: 'Ёлкина' }))),
    ],
    [
      'birth dates that slipped by a row',
      'import.needs_review',
      ['other-people'],
      () => roll(numbers(20).map((one) => line(one, { 'Дата рождения': `${Math.min(one + 10, 28)}.05.2006` }))),
    ],
  ])('holds %s, changes nothing, and does it once somebody has looked', async (_, code, reasons, file) => {
    const before = await wholeDirectory(database.admin);
    const refusal = await bring(office, file()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code, details: { review_reasons: reasons, import_id: expect.any(String) } });
    expect(await wholeDirectory(database.admin)).toEqual(before);

    const place = await findSource(registry, { university: 'tsu', label: office.label });
    const importId = (refusal as { details: { import_id: string } }).details.import_id;
    const confirm = (acceptShrink: boolean) =>
      importRoll(registry, { by: 'service:test', ...place, input: { importId }, dryRun: false, acceptShrink });
    await expect(confirm(false)).rejects.toMatchObject({ code });
    expect(await confirm(true)).toMatchObject({ state: 'applied' });
  });

  it('does not ask where the caller has said beforehand that he looked', async () => {
    const { record } = await bring(office, roll([line(1)]), { acceptShrink: true });
    expect(record).toMatchObject({ state: 'applied', counts: { ending: 19, unchanged: 1 } });
    expect(await personOf(database.admin, tsu, `${tests}-2`)).toMatchObject({ effective: [] });
  });

  it('counts people, not rows, and not those whose time is over anyway', async () => {
    await bring(office, roll(numbers(20).map((one) => line(one, one <= 10 ? { 'Действует по': '30.06.2025' } : {}))), {
      acceptShrink: true,
    });
    const { record } = await bring(office, roll(numbers(10).map((one) => line(one + 10))));
    expect(record).toMatchObject({ state: 'applied', counts: { ending: 0, present: 10 } });
  });

  it('finds no rows to confirm after they were dropped', async () => {
    const { record } = await bring(office, `${headings.join(';')}\r\n`, { dryRun: true });
    await database.admin.raw('delete from registrar.import_rows where import_id = ?', [record.id]);
    await database.admin.raw('update registrar.imports set rows_dropped_at = now() where id = ?', [record.id]);
    const place = await findSource(registry, { university: 'tsu', label: office.label });
    await expect(
      importRoll(registry, {
        by: 'service:test',
        ...place,
        input: { importId: record.id },
        dryRun: false,
        acceptShrink: true,
      }),
    ).rejects.toMatchObject({
      code: 'import.unknown',
    });
  });
});
