import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import type pg from 'pg';
import { dropOldTraces } from '../../services/identity-provider/src/use-cases/drop-old-traces.ts';
import { purge } from '../../services/identity-provider/src/use-cases/purge.ts';
import { sweepLetters } from '../../services/identity-provider/src/use-cases/sweep-letters.ts';

/** The identity provider's own jobs, as its role, at the day's end. */
export async function maintain(db: Db, log: Logger, now: Date): Promise<void> {
  await purge({ db, log }, now, new AbortController().signal);
  await dropOldTraces({ db, log }, now);
  await sweepLetters({ db, log }, now);
}

/** What the rival does instead: the statements that these jobs had before, in slices until nothing is left. */
export async function maintainRival(client: pg.Client, now: Date): Promise<void> {
  const before = (days: number) => `timestamptz '${new Date(now.getTime() - days * 86_400_000).toISOString()}'`;
  const statements = [
    `delete from rival.refresh_tokens where ctid in (
       select ctid from rival.refresh_tokens where expires_at < ${before(1)} limit 5000)`,
    `delete from rival.sign_ins where id in (select id from rival.sign_ins where at < ${before(90)} order by at limit 5000)`,
    `delete from rival.logouts where id in (select l.id from rival.logouts l where l.ended_at < ${before(30)}
       and not exists (select from rival.logout_deliveries d where d.logout_id = l.id and d.state = 'pending')
       order by l.ended_at limit 5000)`,
    `delete from rival.client_traces where at < ${before(7)}`,
    `with busy as (select client_id from rival.client_traces group by client_id having count(*) > 5000),
          bounds as (select busy.client_id, bound.id from busy, lateral (
            select id from rival.client_traces t where t.client_id = busy.client_id order by id desc offset 5000 limit 1) bound)
     delete from rival.client_traces t using bounds where t.client_id = bounds.client_id and t.id <= bounds.id`,
  ];
  for (const statement of statements) {
    let gone: number;
    do gone = (await client.query(statement)).rowCount ?? 0;
    while (gone === 5_000);
  }
}

/** Vacuums what autovacuum would have: dead rows above its threshold, by each table's own setting. */
export async function vacuumAsDue(client: pg.Client, schema: string, tables: readonly string[]): Promise<void> {
  await client.query('select pg_stat_force_next_flush()');
  const { rows } = await client.query<{ name: string }>(
    `select relid::regclass::text as name from pg_stat_user_tables s join pg_class c on c.oid = s.relid
     cross join lateral (select
       coalesce((select option_value::float8 from pg_options_to_table(c.reloptions) where option_name = 'autovacuum_vacuum_scale_factor'), 0.2) as factor,
       coalesce((select option_value::float8 from pg_options_to_table(c.reloptions) where option_name = 'autovacuum_vacuum_threshold'), 50) as threshold) o
     where schemaname = $1 and regexp_replace(s.relname, '_\\d+$', '') = any($2) and n_dead_tup > o.threshold + o.factor * greatest(c.reltuples, 0)`,
    [schema, tables],
  );
  for (const { name } of rows) await client.query(`vacuum (analyze) ${name}`);
}
