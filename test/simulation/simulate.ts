import { createLogger } from '@onecampus/runtime';
import pg from 'pg';
import { rings } from '../../services/identity-provider/src/rules/ring.ts';
import { tendRing } from '../../services/identity-provider/src/store/rings.ts';
import { dropOldTraces } from '../../services/identity-provider/src/use-cases/drop-old-traces.ts';
import type { FreshDatabase } from '../support/databases.ts';
import { dayAfter, type Habits } from './calendar.ts';
import { arrangeCity } from './city.ts';
import { maintain, maintainRival, vacuumAsDue } from './maintain.ts';
import { writeDay } from './write-day.ts';

export const ringTables = ['refresh_tokens', 'sign_ins', 'client_traces', 'logouts', 'logout_deliveries'] as const;
export const otherTables = [
  'sessions',
  'session_authorizations',
  'grants',
  'devices',
  'notices',
  'mails',
  'password_resets',
] as const;

const everyTable = [...ringTables, ...otherTables];

export type Size = { readonly rows: number; readonly bytes: number };
export type Work = { readonly ms: number; readonly wal_bytes: number };

export interface DayMeasured {
  readonly day: number;
  readonly at: string;
  readonly ours: Readonly<Record<string, Size>>;
  readonly rival: Readonly<Record<string, Size>>;
  /** Rows that were ever written into each table of the rings. */
  readonly written: Readonly<Record<string, number>>;
  /** What giving up rows of the rings' tables cost since the day measured before. */
  readonly work: { readonly ours: Work; readonly rival: Work };
}

export interface Year {
  readonly people: number;
  readonly days: number;
  /** What the tables take before there is a row in them; the same in a large city as in a small one. */
  readonly empty: { readonly ours: Readonly<Record<string, Size>>; readonly rival: Readonly<Record<string, Size>> };
  readonly measured: readonly DayMeasured[];
}

export interface Plan {
  readonly people: number;
  readonly days: number;
  readonly measureEvery_days: number;
  readonly habits: Habits;
  readonly busyness: (at: Date) => number;
  readonly withRival: boolean;
  /** The moment that the last day ends at. */
  readonly ends: Date;
  /** Called when a day's rows are written and before they are looked after. */
  readonly onDay?: (day: number, now: Date) => Promise<void>;
}

const log = createLogger({ service: 'identity-provider', level: 'silent' });

/** Lets the days pass one after another: rows are written with the times of that day, then the jobs run as of its end. */
export async function simulate(database: FreshDatabase, plan: Plan): Promise<Year> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const db = database.as('identity-provider');
  const start = dayAfter(plan.ends, -plan.days);
  const measured: DayMeasured[] = [];
  let empty = { ours: {} as Record<string, Size>, rival: {} as Record<string, Size> };
  const written: Record<string, number> = Object.fromEntries(ringTables.map((table) => [table, 0]));
  let work = noWork();
  const timed = async (whose: 'ours' | 'rival', job: () => Promise<void>) => {
    const before = await walPosition(client);
    const began = performance.now();
    await job();
    work[whose].ms += performance.now() - began;
    work[whose].wal_bytes += Number(await walSince(client, before));
  };
  try {
    await arrangeCity(client, plan.people);
    empty = {
      ours: await sizes(client, 'identity_provider', everyTable),
      rival: await sizes(client, 'rival', ringTables),
    };
    for (let day = 0; day < plan.days; day += 1) {
      const now = dayAfter(start, day + 1);
      const rows = await writeDay(client, {
        day: dayAfter(start, day),
        index: day,
        signIns: Math.max(1, Math.round(plan.people * plan.habits.sign_ins * plan.busyness(dayAfter(start, day)))),
        people: plan.people,
        habits: plan.habits,
      });
      for (const table of ringTables) written[table]! += rows[table];
      await plan.onDay?.(day + 1, now);
      await timed('ours', async () => {
        for (const ring of [rings.refreshTokens, rings.signIns, rings.logouts]) await tendRing(db, ring, now, 5_000);
        await dropOldTraces({ db, log }, now);
      });
      await maintain(db, log, now);
      await timed('ours', () => vacuumAsDue(client, 'identity_provider', ringTables));
      await vacuumAsDue(client, 'identity_provider', otherTables);
      if (plan.withRival) {
        await timed('rival', async () => {
          await maintainRival(client, now);
          await vacuumAsDue(client, 'rival', ringTables);
        });
      }
      if ((day + 1) % plan.measureEvery_days === 0 || day + 1 === plan.days) {
        measured.push({
          day: day + 1,
          at: now.toISOString(),
          ours: await sizes(client, 'identity_provider', everyTable),
          rival: plan.withRival ? await sizes(client, 'rival', ringTables) : {},
          written: { ...written },
          work,
        });
        work = noWork();
      }
    }
  } finally {
    await client.end();
  }
  return { people: plan.people, days: plan.days, empty, measured };
}

const noWork = () => ({ ours: { ms: 0, wal_bytes: 0 }, rival: { ms: 0, wal_bytes: 0 } });

async function walPosition(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at');
  return rows[0]!.at;
}

async function walSince(client: pg.Client, before: string): Promise<string> {
  const { rows } = await client.query<{ bytes: string }>(
    'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), $1::pg_lsn)::text as bytes',
    [before],
  );
  return rows[0]!.bytes;
}

async function sizes(client: pg.Client, schema: string, tables: readonly string[]): Promise<Record<string, Size>> {
  const found: Record<string, Size> = {};
  for (const table of tables) {
    const { rows } = await client.query<{ rows: string; bytes: string }>(
      `select (select count(*) from ${schema}.${table}) as rows,
              -- A table without partitions is no tree at all.
              coalesce((select sum(pg_total_relation_size(relid)) from pg_partition_tree('${schema}.${table}') where isleaf),
                       pg_total_relation_size('${schema}.${table}')) as bytes`,
    );
    found[table] = { rows: Number(rows[0]!.rows), bytes: Number(rows[0]!.bytes) };
  }
  return found;
}
