import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { academicYearDefault } from './academic-year.ts';
import { samplePeople } from './people.ts';
import type { RollFile } from './roll-file.ts';
import { sampleSignIns } from './sample-sign-ins.ts';
import { faultsOf } from './testing/faults-of-row.ts';
import { parseRoll } from './testing/parse-roll.ts';
import { type RollProgress, writeRolls } from './write-rolls.ts';

const options = { people: 2000, seed: 2026 };
let folder: string;
let files: RollFile[];
const reports: RollProgress[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'big-tomsk-'));
  files = await writeRolls({ ...options, folder, onProgress: (progress) => reports.push(progress) });
});

afterAll(() => rm(folder, { recursive: true }));

const rowsOf = async (file: RollFile) => parseRoll(await readFile(file.path), file);
const goodRowsOf = async (file: RollFile) => {
  const broken = new Set(file.brokenRows.map(({ row }) => row));
  return (await rowsOf(file)).filter(({ row }) => !broken.has(row));
};

describe('writeRolls', () => {
  it('writes the same bytes again, and others for another seed', async () => {
    const again = await writeRolls({ ...options, folder: join(folder, 'again') });
    const other = await writeRolls({ ...options, seed: 7, folder: join(folder, 'other') });
    for (const [at, { path }] of files.entries()) {
      const bytes = await readFile(path);
      expect(bytes.equals(await readFile(again[at]!.path))).toBe(true);
      expect(bytes.equals(await readFile(other[at]!.path))).toBe(false);
    }
  });

  it('says truly how each file is written', async () => {
    expect(files.map(({ charset, bom, delimiter, lineEnd }) => [charset, bom, delimiter, lineEnd].join(' '))).toEqual([
      'utf-8 false , \n',
      'utf-8 true ; \r\n',
      'windows-1251 false ; \r\n',
      'windows-1251 false ; \n',
      'utf-8 true , \n',
      'utf-8 false ; \n',
    ]);
    for (const file of files) {
      const bytes = await readFile(file.path);
      expect(bytes.subarray(0, 3).toString('hex') === 'efbbbf').toBe(file.bom);
      expect(bytes.includes('\r\n')).toBe(file.lineEnd === '\r\n');
      expect((await rowsOf(file)).length).toBe(file.rows);
    }
  });

  it('holds every person with every affiliation, letter by letter, in either charset', async () => {
    const expected = new Map<string, string[]>();
    for (const person of samplePeople({ ...options, academicYear: academicYearDefault })) {
      const name = [person.familyName, person.givenName, person.patronymic ?? ''].join(' ').trim();
      const digits = person.nationalNumber ?? '';
      for (const { university, sourceKey, login, email, affiliations } of person.records) {
        const rows = affiliations.map(({ affiliation, status, orgUnit, programme, validFrom, validUntil }) =>
          [sourceKey, name, person.birthDate, digits, login, email, affiliation, status, orgUnit, programme ?? '']
            .concat(validFrom, validUntil ?? '')
            .join('|'),
        );
        expected.set(university, [...(expected.get(university) ?? []), ...rows]);
      }
    }
    for (const file of files) {
      const iso = (date: string) => (file.dateFormat === 'YYYY-MM-DD' ? date : date.split('.').reverse().join('-'));
      const { affiliation, status } = file.mapping.words;
      const rows = (await goodRowsOf(file)).map(({ cells: c }) => {
        const name = c.full_name ?? [c.family_name, c.given_name, c.patronymic].join(' ').trim();
        const person = [
          c.source_key,
          name,
          iso(c.birth_date!),
          c.national_number!.replace(/\D/g, ''),
          c.login,
          c.email,
        ];
        const words = [affiliation[c.affiliation!], status[c.status!], c.org_unit, c.programme];
        return [...person, ...words, iso(c.valid_from!), iso(c.valid_until!)].join('|');
      });
      expect(rows).toEqual(expected.get(file.university));
    }
  });

  it('holds every sample sign-in, each at its university', async () => {
    const found = new Set<string>();
    for (const file of files)
      for (const { cells } of await goodRowsOf(file)) found.add(`${file.university} ${cells.login}`);
    for (const { university, login } of sampleSignIns.flatMap(({ identities }) => identities)) {
      expect(found).toContain(`${university} ${login}`);
    }
  });

  it('has a dozen broken rows, each with its one declared fault, and no other', async () => {
    for (const file of files) {
      const keys = new Map<string, string>();
      const faults = (await rowsOf(file)).flatMap(({ row, line, cells }) =>
        faultsOf(cells, file, keys).map((why) => ({ line, row, why })),
      );
      expect(faults).toEqual(file.brokenRows);
    }
    expect(new Set(files.flatMap(({ brokenRows }) => brokenRows.map(({ why }) => why))).size).toBe(12);
  });

  it('has quotes, delimiters and line breaks inside cells', async () => {
    const texts = await Promise.all(files.map(async ({ path }) => (await readFile(path)).toString('latin1')));
    expect(texts.some((text) => text.includes('""'))).toBe(true);
    expect(texts.some((text) => /"[^"]*;\n[^"]*"/.test(text))).toBe(true);
  });

  it('reports its progress up to the end', () => {
    expect(reports).toEqual([
      { people: 1000, of: 2000 },
      { people: 2000, of: 2000 },
    ]);
  });

  it('rejects where it cannot write', async () => {
    const inTheWay = join(folder, 'a-file');
    await writeFile(inTheWay, '');
    await expect(writeRolls({ ...options, folder: inTheWay })).rejects.toMatchObject({ code: 'EEXIST' });
  });
});

describe('generate.ts', () => {
  const generate = (...args: string[]) =>
    spawnSync(process.execPath, ['--max-old-space-size=32', join(import.meta.dirname, 'generate.ts'), ...args], {
      encoding: 'utf8',
    });

  it('writes 70,000 people in a heap that could not hold them', () => {
    const { status, stdout } = generate('--people', '70000', '--out', join(folder, 'city'));
    expect(status).toBe(0);
    const rows = [...stdout.matchAll(/\t(\d+) rows/g)].map((match) => Number(match[1]));
    expect(rows).toHaveLength(6);
    expect(rows.reduce((sum, count) => sum + count)).toBeGreaterThan(70_000);
  });

  it.each([[['--out', 'x', '--people', 'many']], [['--people', '2000']], [['--out', 'x', '--sed', '1']]])(
    'refuses %j with the usage',
    (args) => {
      const { status, stderr } = generate(...args);
      expect(status).toBe(1);
      expect(stderr).toContain('Usage: ');
    },
  );
});
