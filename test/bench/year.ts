import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { busyness, habits } from '../simulation/calendar.ts';
import { type DayMeasured, otherTables, ringTables, simulate, type Year } from '../simulation/simulate.ts';
import { yearChart } from '../simulation/year-chart.ts';
import { freshDatabase } from '../support/databases.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';

const city_people = 70_000;

/**
 * A year of the identity provider's tables, day by day: written as a city writes them, looked after by the very jobs, beside
 * plain tables with the same rows from which the same is deleted and vacuumed. One person stands for so many of the city;
 * what is said of rows and bytes is said of all of them.
 */
export async function benchYear(): Promise<BenchRow[]> {
  const { short, logs } = benchOptions();
  const people = short ? 100 : 500;
  const days = short ? 60 : 365;
  const database = await freshDatabase();
  try {
    const year = await simulate(database, {
      people,
      days,
      measureEvery_days: 5,
      habits,
      busyness,
      withRival: true,
      ends: new Date(),
    });
    const stem = path.join(path.dirname(logs), `${path.basename(logs).replace(/-logs$/, '')}-year`);
    await writeFile(`${stem}.json`, `${JSON.stringify(year, null, 2)}\n`);
    await writeFile(`${stem}.svg`, yearChart(year, city_people / people));
    return rowsOf(year, city_people / people);
  } finally {
    await database.drop();
  }
}

function rowsOf(year: Year, scale: number): BenchRow[] {
  // What a table takes with nothing in it does not grow with the city.
  const bytes = (one: DayMeasured, whose: 'ours' | 'rival', table: string) =>
    one[whose][table]!.bytes * scale - year.empty[whose][table]!.bytes * (scale - 1);
  const total = (one: DayMeasured, whose: 'ours' | 'rival', tables: readonly string[]) =>
    tables.reduce((sum, table) => sum + bytes(one, whose, table), 0);
  const peak = (of: (one: DayMeasured) => number) => Math.max(...year.measured.map(of));
  const gib = 2 ** 30;
  // Not scaled: what emptying a partition costs does not depend on what is in it.
  const work = (whose: 'ours' | 'rival', of: 'ms' | 'wal_bytes') =>
    year.measured.reduce((sum, one) => sum + one.work[whose][of], 0) / year.days;
  const against = (value: number, to: number, name: string) => ({ to: name, value: value / to });
  const [ours, rival] = [peak((one) => total(one, 'ours', ringTables)), peak((one) => total(one, 'rival', ringTables))];
  const rows: BenchRow[] = [
    {
      name: 'tables in rings, largest in the year',
      value: ours / gib,
      unit: 'GiB',
      ratio: against(ours, rival, 'rows deleted and vacuumed'),
    },
    {
      name: 'tables in slices, largest in the year',
      value: peak((one) => total(one, 'ours', otherTables)) / gib,
      unit: 'GiB',
    },
  ];
  for (const [of, name, unit, per] of [
    ['ms', `giving up what expired, in a day of ${year.people} people`, 'ms', 1],
    ['wal_bytes', `write-ahead log of giving up what expired, in a day of ${year.people} people`, 'KiB', 1_024],
  ] as const) {
    const [mine, theirs] = [work('ours', of), work('rival', of)];
    rows.push({ name, value: mine / per, unit, ratio: against(mine, theirs, 'rows deleted and vacuumed') });
  }
  for (const table of [...ringTables, ...otherTables]) {
    const largest = peak((one) => one.ours[table]!.rows) * scale;
    const last = year.measured.at(-1)!;
    rows.push({ name: `${table}, largest in the year`, value: largest, unit: 'rows' });
    rows.push({
      name: `${table}, largest in the year`,
      value: peak((one) => bytes(one, 'ours', table)) / 2 ** 20,
      unit: 'MiB',
    });
    if (table in last.written)
      rows.push({ name: `${table}, written in the year`, value: last.written[table]! * scale, unit: 'rows' });
  }
  return rows;
}
