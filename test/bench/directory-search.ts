import type { Db, Tx } from '@onecampus/database';
import { indexDueNames, searchPeople, withinUniversity } from '@onecampus/directory';
import { freshDatabase } from '../support/databases.ts';
import { backendCpu } from './backend-cpu.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { type FilledUniversity, fillUniversity } from './directory-search-people.ts';
import { percentile } from './statistics.ts';

const people_count = 1_000_000;
const people_count_short = 20_000;
const searches = 200;
const searches_short = 40;

/**
 * Searches as somebody types them, in one university of a million people, through the registrar's own role, its policies
 * and its whole transaction. Beside them a select of one record by its primary key through the same.
 */
export async function benchDirectorySearch(
  people = benchOptions().short ? people_count_short : people_count,
): Promise<BenchRow[]> {
  const { short } = benchOptions();
  const database = await freshDatabase();
  try {
    const filled = await fillUniversity(database.admin, people);
    const registrar = database.as('registrar');
    const indexing_seconds = await indexAll(registrar, filled.universityId);
    await database.admin.raw('vacuum analyze');
    const { rows } = await database.admin.raw<{ rows: { mib: number }[] }>(
      `select (pg_total_relation_size('directory.people_search') / 1048576)::int as mib`,
    );
    const count = short ? searches_short : searches;
    const byKey = await timesOf(count, (n) =>
      withinUniversity(registrar, filled.universityId, (tx) =>
        tx.raw('select id, family_name from directory.source_records where id = ?', [
          filled.recordIds[n % filled.recordIds.length]!,
        ]),
      ),
    );
    const kinds = await measureKinds(registrar, filled, count);
    const all = kinds.flatMap((one) => one.times);
    const cpu = kinds.flatMap((one) => one.cpu);
    const to = 'a select by primary key';
    const row = (name: string, times: readonly number[], percent: number): BenchRow => ({
      name: `${name}, p${percent}`,
      value: percentile(times, percent),
      unit: 'ms',
      ratio: { to, value: percentile(times, percent) / percentile(byKey, percent) },
    });
    return [
      { name: 'select by primary key, p50', value: percentile(byKey, 50), unit: 'ms' },
      { name: 'select by primary key, p99', value: percentile(byKey, 99), unit: 'ms' },
      row('search of people, all kinds', all, 50),
      row('search of people, all kinds', all, 99),
      ...kinds.map(({ name, times }) => row(name, times, 99)),
      ...[50, 99].map((percent) => ({
        name: `search of people, all kinds, time of the database’s processor, p${percent}`,
        value: percentile(cpu, percent),
        unit: 'ms',
      })),
      { name: 'writing the words of everybody', value: indexing_seconds, unit: 's' },
      { name: 'words of everybody, with their indexes', value: rows[0]!.mib, unit: 'MiB' },
    ];
  } finally {
    await database.drop();
  }
}

async function indexAll(registrar: Db, universityId: string): Promise<number> {
  const batch_size = 2_000;
  const from = performance.now();
  let done = 0;
  for (let taken = batch_size; taken === batch_size; done += taken) {
    taken = await withinUniversity(registrar, universityId, (tx) => indexDueNames(tx, batch_size));
    if (done % 200_000 === 0) progress(`${done} indexed`);
  }
  return (performance.now() - from) / 1_000;
}

async function measureKinds(registrar: Db, { universityId, names }: FilledUniversity, count: number) {
  const kinds: Record<string, (family: string, given: string) => string> = {
    'a family name': (family) => family,
    'family name and beginning of the given name': (family, given) => `${family} ${given.slice(0, 3)}`,
    'given name first': (family, given) => `${given} ${family}`,
    'two letters': (family) => family.slice(0, 2),
    'a given name': (_, given) => given,
    'two initials': (family, given) => `${family[0]} ${given[0]}`,
    'one slip': (family) => `${family.slice(0, 2)}${family[3]}${family[2]}${family.slice(4)}`,
    'common given name, nobody’s family name': (_, given) => `${given} Щурщурщур`,
    nobody: (family) => `Жъ${family}ющ`,
    'a number of nobody': (_, given) => `${given.length}7654321`,
  };
  const measured: { name: string; times: number[]; cpu: number[] }[] = [];
  for (const [name, textOf] of Object.entries(kinds)) {
    const textAt = (n: number) => textOf(...names[(n * 7) % names.length]!);
    const search = (tx: Tx, n: number) => searchPeople(tx, { text: textAt(n), limit: 25 });
    const times = await timesOf(count, (n) => withinUniversity(registrar, universityId, (tx) => search(tx, n)));
    const cpu = await withinUniversity(registrar, universityId, async (tx) => cpuOf(tx, count, (n) => search(tx, n)));
    progress(`${name}: p50 ${percentile(times, 50).toFixed(1)} ms, p99 ${percentile(times, 99).toFixed(1)} ms`);
    measured.push({ name, times, cpu });
  }
  return measured;
}

/** What each costs the server in time of its processor, whatever else the machine does. Empty where nobody tells. */
async function cpuOf(tx: Tx, count: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const used = await backendCpu(tx);
  const costs: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const before = used();
    await work(n);
    const after = used();
    if (before !== undefined && after !== undefined) costs.push(after - before);
  }
  return costs;
}

/** One after the other, after ten that do not count. */
async function timesOf(count: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = -10; n < count; n += 1) {
    const from = performance.now();
    await work(Math.abs(n));
    if (n >= 0) times.push(performance.now() - from);
  }
  return times;
}
