import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { rollBackImport } from '@onecampus/registrar/use-cases/roll-back-import';
import { showImport } from '@onecampus/registrar/use-cases/show-import';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { believedOf } from './believed.ts';
import {
  bring,
  feedOf,
  type Office,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  snils,
  student,
  wholeDirectory,
} from './registry.ts';

describe('rolling an import back', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let tpu: University;
  let office: Office;
  let tests = 0;
  const line = (number: number, changes: Parameters<typeof student>[1] = {}) => student(`${tests}-${number}`, changes);
  const person = (number: number, university = tsu) => personOf(database.admin, university, `${tests}-${number}`);
  const believed = () => believedOf(database.admin, tsu, office.label);
  const bringing = async (lines: ReturnType<typeof student>[]) =>
    (await bring(office, roll(lines), { acceptShrink: true })).record.id;
  const undo = async (importId: string, dryRun = false) =>
    rollBackImport(registry, { by: 'service:test', dryRun, ...(await showImport(registry, { importId })) });
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
  });
  beforeEach(async () => {
    tests += 1;
    office = await openOffice(registry, tsu, `source ${tests}`);
  });
  afterAll(() => database.drop());

  const before = () => [
    line(1, { СНИЛС: snils[0] }),
    line(2, { 'Эл. почта': 'two@tsu.ru' }),
    line(3),
    line(4, { Категория: 'преподаватель' }),
    line(5, { 'Действует по': '30.06.2025' }),
  ];
  /** Everything that a run can do to somebody: a name, a mark, a login, a window, an end, a return, a newcomer. */
  const after = () => [
    line(1, { Фамилия: 'Соснина', СНИЛС: snils[1], 'Дата рождения': '13.04.2006' }),
    line(2, { Логин: `other${tests}`, 'Эл. почта': '' }),
    line(4, { Категория: 'студент', Факультет: 'ФФ' }),
    line(5),
    line(6, { СНИЛС: snils[2] }),
    line(7, { Категория: 'сотрудник' }),
  ];

  it('makes everything as it was, so that the file before it changes nothing', async () => {
    await bringing(before());
    const was = await believed();
    const id = await bringing(after());
    const feed = (await feedOf(database.admin)).length;
    const { counts } = await undo(id);
    expect(counts).toEqual({ restored: 5, withdrawn: 2, kept: 0 });
    expect(await believed()).toEqual(was);
    expect(await person(6)).toMatchObject({ missing: true, effective: [] });
    expect((await feedOf(database.admin)).length).toBeGreaterThan(feed);
    const { record } = await bring(office, roll(before()));
    expect(record.counts).toMatchObject({ new: 0, changed: 0, ending: 0, unchanged: 5 });
    const { rows } = await database.admin.raw(
      `select actor, details->'restored' as restored from directory.audit_trail where action = 'roll.rolled_back' and details->>'import' = ?`,
      [id],
    );
    expect(rows).toEqual([{ actor: 'service:test', restored: 5 }]);
  });

  it('brings the same back when the file comes again, and undoes it again', async () => {
    await bringing(before());
    const was = await believed();
    const first = await bringing(after());
    await undo(first);
    const again = await bring(office, roll(after()), { acceptShrink: true });
    expect(again.record.counts).toMatchObject({ new: 2 });
    expect(await person(6)).toMatchObject({ missing: false, effective: ['student@tsu.ru'] });
    await undo(again.record.id);
    expect(await believed()).toEqual(was);
  });

  it('says what it would do, and does nothing, in a dry run', async () => {
    await bringing(before());
    const id = await bringing(after());
    const whole = await wholeDirectory(database.admin);
    const run = await undo(id, true);
    expect(run.counts).toEqual({ restored: 5, withdrawn: 2, kept: 0 });
    expect(run.lines.find(({ sourceKey }) => sourceKey === `${tests}-3`)).toMatchObject({
      kind: 'restore',
      after: ['студент (ММФ), 01.09.2024–31.08.2099'],
    });
    expect(await wholeDirectory(database.admin)).toEqual(whole);
    expect((await showImport(registry, { importId: id })).record.state).toBe('applied');
  });

  it('leaves what was said later, names it, and undoes the rest', async () => {
    await bringing(before());
    const id = await bringing(after());
    await bring(office, roll([line(1, { Фамилия: 'Кедрова', СНИЛС: snils[1] })]), { partial: true });
    const run = await undo(id);
    expect(run.counts).toEqual({ restored: 4, withdrawn: 2, kept: 1 });
    expect(run.lines.filter(({ kind }) => kind === 'keep')).toMatchObject([
      { sourceKey: `${tests}-1`, reason: { code: 'changed-since', ru: expect.stringContaining('после загрузки') } },
    ]);
    const { rows } = await database.admin.raw('select family_name from directory.source_records where source_key = ?', [
      `${tests}-1`,
    ]);
    expect(rows).toEqual([{ family_name: 'Кедрова' }]);
  });

  it('undoes two runs one after the other, the later one first', async () => {
    await bringing(before());
    const was = await believed();
    const one = await bringing(after());
    const two = await bringing([line(1, { Имя: 'Мария' }), line(6), line(8)]);
    await undo(two);
    await undo(one);
    expect(await believed()).toEqual(was);
  });

  it('happens once, and not to what was never applied', async () => {
    const id = await bringing(before());
    const { record } = await bring(office, roll(after()), { dryRun: true });
    await expect(undo(record.id)).rejects.toMatchObject({ code: 'import.not_applied' });
    const outcomes = await Promise.allSettled([undo(id), undo(id), undo(id)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(undo(id)).rejects.toMatchObject({ code: 'import.not_applied' });
  });

  it('ties a number of the undone file to nobody: its true owner becomes himself', async () => {
    const other = await openOffice(registry, tpu, `other ${tests}`);
    await bring(other, roll([line(90, { СНИЛС: snils[3], Фамилия: 'Чужая' })]));
    // The wrong file gives number 1 the national number of somebody who is known at the other university.
    const id = await bringing([line(1, { СНИЛС: snils[3], Фамилия: 'Чужая' })]);
    expect((await person(1))!.personId).toBe((await person(90, tpu))!.personId);
    await undo(id);
    await bringing([line(1, { СНИЛС: snils[4], Фамилия: 'Настоящая' })]);
    const mine = await person(1);
    expect(mine!.personId).not.toBe((await person(90, tpu))!.personId);
    expect(mine!.effective).toEqual(['student@tsu.ru']);
    const { rows } = await database.admin.raw(
      `select distinct person_id from directory.identifiers where value_normal in (?, ?)`,
      [`${tests}-1`, `u${tests}-1@tsu.ru`],
    );
    expect(rows).toEqual([{ person_id: mine!.personId }]);
  });

  it('leaves nothing half undone where the last statement fails', async () => {
    await bringing(before());
    const id = await bringing(after());
    const whole = await wholeDirectory(database.admin);
    await transaction(database.admin, (tx) =>
      tx.raw(`create function directory.fall_over() returns trigger language plpgsql as $$ begin raise exception 'the power went out'; end $$;
              create trigger fall_over before insert on directory.change_feed for each row execute function directory.fall_over();`),
    );
    try {
      await expect(undo(id)).rejects.toThrow();
    } finally {
      await database.admin.raw('drop function directory.fall_over cascade');
    }
    expect(await wholeDirectory(database.admin)).toEqual(whole);
    expect((await undo(id)).counts.kept).toBe(0);
  });
});
