import { appendFileSync, readdirSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { StillFiles } from '@onecampus/registrar/watched-folders/still-files';
import { watchFolders } from '@onecampus/registrar/watched-folders/watch-folders';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, student } from './registry.ts';

describe('a watched folder', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let root: string;
  let folder: string;
  let label: string;
  let tests = 0;
  let now: number;
  const logged: unknown[] = [];
  const line = (number: number, changes: Parameters<typeof student>[1] = {}) => student(`${tests}-${number}`, changes);
  const person = (number: number) => personOf(database.admin, tsu, `${tests}-${number}`);
  const put = (name: string, content: string | Buffer) => writeFile(path.join(folder, name), content);
  const listed = async (below = '') => (await readdir(path.join(folder, below)).catch(() => [])).sort();
  const read = (below: string) => readFile(path.join(folder, below), 'utf8');
  const instance = () => {
    const stillFiles = new StillFiles(60_000);
    const deliverer = {
      ...registry,
      clock: { now: () => new Date(now) },
      rollBytesMax: 1_000_000,
      publicUrl: 'http://registrar.test',
      log: { error: (fields: object) => void logged.push(fields) },
    };
    return () => watchFolders(deliverer, { root, stillFiles });
  };
  /** Two rounds with a minute between them: what stood still is complete. */
  const twoRounds = async (round = instance()) => {
    await round();
    now += 60_000;
    return round();
  };
  const deliveries = async () => {
    const { rows } = await database.admin.raw<{
      rows: { file_name: string; state: string; fault: { code: string } | null }[];
    }>(
      `select d.file_name, d.state, d.fault from registrar.deliveries d join directory.sources s on s.id = d.source_id
       where s.label = ? order by d.taken_at`,
      [label],
    );
    return rows;
  };
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
    root = await mkdtemp(path.join(tmpdir(), 'onecampus-watched-'));
  });
  beforeEach(async () => {
    tests += 1;
    now = Date.now();
    label = `Деканат ${tests}й`;
    await openOffice(registry, tsu, label, 0.02);
    // As a Mac writes it: «й» in two pieces.
    folder = path.join(root, 'tsu', label.normalize('NFD'));
    await mkdir(folder, { recursive: true });
  });
  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
    await database.drop();
  });

  it('takes a file that has stood still, puts it into done and tells in plain words what came of it', async () => {
    await put('roll.csv', roll([line(1), line(2, { Фамилия: '' }), line(3)]));
    const round = instance();
    await round();
    expect(await person(1)).toBeUndefined();
    now += 59_000;
    await round();
    expect(await listed()).toEqual(['roll.csv']);
    now += 1_000;
    expect(await round()).toMatchObject({ applied: 1, refused: 0 });
    expect(await person(1)).toMatchObject({ effective: ['student@tsu.ru'] });
    expect(await listed('done')).toEqual(['roll.csv', 'roll.csv.report.json', 'roll.csv.report.txt']);
    const text = await read('done/roll.csv.report.txt');
    expect(text).toContain('Список загружен.');
    expect(text).toContain(`Строка 3 (${tests}-2): Нет фамилии.`);
    expect(text).toContain('The roll is imported.');
    expect(JSON.parse(await read('done/roll.csv.report.json'))).toMatchObject({
      state: 'applied',
      counts: { new: 2, refused: 1 },
      import_url: expect.stringMatching(/^http:\/\/registrar\.test\/imports\//),
    });
    expect(await listed()).toEqual(['done', 'taken']);
  });

  it('never takes a file that grows, and one with a marker at once', async () => {
    const text = roll([line(1), line(2)]);
    await put('roll.csv', text.slice(0, 200));
    const round = instance();
    for (const piece of [text.slice(200, 250), text.slice(250)]) {
      await round();
      now += 59_000;
      await appendFile(path.join(folder, 'roll.csv'), piece);
    }
    await round();
    now += 30_000;
    await round();
    expect(await listed()).toEqual(['roll.csv']);
    await put('roll.csv.DONE', '');
    await rename(path.join(folder, 'roll.csv.DONE'), path.join(folder, 'roll.csv.done'));
    await round();
    expect(await person(2)).toMatchObject({ effective: ['student@tsu.ru'] });
    expect(await listed()).toEqual(['done', 'taken']);
  });

  it('applies nothing of a file that is written to while it is read, and puts it back', async () => {
    await put('roll.csv', roll([line(1)]));
    await put('roll.ok', '');
    const slow = {
      ...registry,
      rollBytesMax: 1_000_000,
      publicUrl: 'http://registrar.test',
      log: { error: (fields: object) => void logged.push(fields) },
      // The writer comes back while the rows are being marked.
      newReference: () => {
        for (const name of readdirSync(path.join(folder, 'taken'))) {
          appendFileSync(path.join(folder, 'taken', name), 'x');
        }
        return registry.newReference();
      },
    };
    await watchFolders(slow, { root, stillFiles: new StillFiles(60_000) });
    expect(await person(1)).toBeUndefined();
    expect(await listed()).toEqual(['roll.csv', 'roll.ok', 'taken']);
    expect(await deliveries()).toMatchObject([{ state: 'returned' }]);
  });

  it('refuses what cannot be read and holds what ends too many, and says so in the folder and in the database', async () => {
    await put('1.csv', roll([line(1), line(2)]));
    await twoRounds();
    await put('2.csv', 'Номер;Что-то\r\n1;2\r\n');
    await twoRounds();
    await put('3.csv', roll([line(1)]));
    await twoRounds();
    expect(await listed('refused')).toEqual(
      ['2.csv', '3.csv'].flatMap((name) => [name, `${name}.report.json`, `${name}.report.txt`]),
    );
    expect(await read('refused/2.csv.report.txt')).toContain('В файле нет столбцов, которые были раньше: «Имя»');
    expect(await read('refused/3.csv.report.txt')).toContain('ждёт решения регистратора');
    expect(await deliveries()).toMatchObject([
      { file_name: '1.csv', state: 'applied' },
      { file_name: '2.csv', state: 'refused', fault: { code: 'import.unreadable' } },
      { file_name: '3.csv', state: 'held', fault: { code: 'import.shrinks_too_much' } },
    ]);
    expect(await person(2)).toMatchObject({ effective: ['student@tsu.ru'] });
  });

  it('knows the same content again, but only while it was the last to come in', async () => {
    const [one, two] = [roll([line(1)]), roll([line(1, { Имя: 'Мария' })])];
    for (const content of [one, one, two, one]) {
      await put('roll.csv', content);
      await twoRounds();
    }
    expect((await deliveries()).map(({ state }) => state)).toEqual(['applied', 'same', 'applied', 'applied']);
    expect((await listed('done')).filter((name) => name.endsWith('.csv'))).toHaveLength(4);
    await bring({ registry, university: tsu, label }, two);
    await put('roll.csv', one);
    await twoRounds();
    expect((await deliveries()).at(-1)).toMatchObject({ state: 'applied' });
  });

  it('is watched by several instances, of which one takes each file', async () => {
    await Promise.all(
      [1, 2, 3, 4, 5].map((one) => put(`${one}.csv`, roll([line(one), line(6)])).then(() => put(`${one}.ok`, ''))),
    );
    const shrink = await database.admin.raw(`update directory.sources set shrink_limit = 1 where label = ?`, [label]);
    expect(shrink.rowCount).toBe(1);
    const rounds = await Promise.all([instance(), instance(), instance()].map((round) => round()));
    expect(rounds.reduce((sum, { applied }) => sum + applied, 0)).toBe(5);
    const finished = (await deliveries()).filter(({ state }) => state !== 'returned');
    expect(finished.map(({ file_name, state }) => `${file_name} ${state}`).sort()).toEqual(
      [1, 2, 3, 4, 5].map((one) => `${one}.csv applied`),
    );
    expect(await listed('taken')).toEqual([]);
  });

  it('puts back what a dead process had taken, and puts away what it had finished', async () => {
    await mkdir(path.join(folder, 'taken'));
    const [dead, done, alive] = [registry.newId(), registry.newId(), registry.newId()];
    for (const [id, state, lease] of [
      [dead, 'taken', '-1 minute'],
      [done, 'applied', '-2 minutes'],
      [alive, 'taken', '2 minutes'],
    ] as const) {
      await put(`taken/${id}--${state}-${lease.length}.csv`, roll([line(1)]));
      await database.admin.raw(
        `insert into registrar.deliveries (id, source_id, university_id, file_name, size_bytes, state, leased_until, finished_at)
         select ?, id, university_id, 'x', 1, ?, now() + ?::interval, case when ? = 'applied' then now() - interval '2 minutes' end
         from directory.sources where label = ?`,
        [id, state, lease, state, label],
      );
    }
    await instance()();
    expect(await listed()).toEqual(['done', 'taken', 'taken-9.csv']);
    expect(await listed('done')).toEqual(['applied-10.csv']);
    expect(await listed('taken')).toEqual([`${alive}--taken-9.csv`]);
  });

  it('applies a roll whose report cannot be written, and says that it could not', async () => {
    await put('roll.csv', roll([line(1)]));
    await put('roll.ok', '');
    // What stands where the report belongs fails as a full disk would.
    await mkdir(path.join(folder, 'done', 'roll.csv.report.txt'), { recursive: true });
    await instance()();
    expect(await person(1)).toMatchObject({ effective: ['student@tsu.ru'] });
    expect(await deliveries()).toMatchObject([{ state: 'applied', fault: { code: 'report-not-written' } }]);
  });

  it('tells of folders that belong to nobody', async () => {
    await mkdir(path.join(root, 'tsu', 'Опечатка'), { recursive: true });
    await mkdir(path.join(root, 'nobody'), { recursive: true });
    const { strangers } = await instance()();
    expect(strangers).toEqual(expect.arrayContaining(['nobody', 'tsu/Опечатка']));
  });
});
