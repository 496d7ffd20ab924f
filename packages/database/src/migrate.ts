import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { sqlStateOf } from './sqlstate.ts';

/** One owner's tables: a schema, the role that owns it, and the folder of its numbered `.sql` files. */
export interface MigrationSet {
  readonly schema: string;
  readonly ownerRole: string;
  readonly folder: string;
}

export interface AppliedMigration {
  readonly schema: string;
  readonly name: string;
}

/** Any number of runners may start at once; this session lock lets one at a time look and apply. */
const advisory_lock = 7_018_430_771;
/** A migration that cannot get its table lock in this time gives way, for every reader queues behind it, and tries again. */
const lock_timeout_ms = 1_000;
const try_again_after_ms = 500;
const attempts_max = 20;
const lock_not_available = '55P03';

/**
 * Applies, in the order given, every migration that the database has not seen, each in one transaction under its owner's
 * role. The lock belongs to the session, so a runner that is killed leaves nothing to clean up. A file that was changed
 * after it was applied stops the run.
 */
export async function migrate(url: string, sets: readonly MigrationSet[]): Promise<AppliedMigration[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'migrate' });
  await client.connect();
  const applied: AppliedMigration[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [advisory_lock]);
    for (const set of sets) applied.push(...(await migrateSet(client, set)));
  } finally {
    await client.end();
  }
  return applied;
}

async function migrateSet(client: pg.Client, set: MigrationSet): Promise<AppliedMigration[]> {
  const schema = client.escapeIdentifier(set.schema);
  const owner = client.escapeIdentifier(set.ownerRole);
  await client.query(`create schema if not exists ${schema} authorization ${owner}`);
  await client.query(`set role ${owner}`);
  await client.query(
    `create table if not exists ${schema}.migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  );
  const seen = await client.query<{ name: string; checksum: string }>(
    `select name, checksum from ${schema}.migrations`,
  );
  const checksums = new Map(seen.rows.map((row) => [row.name, row.checksum]));
  const files = (await readdir(set.folder)).filter((name) => name.endsWith('.sql')).sort();
  const applied: AppliedMigration[] = [];
  for (const name of files) {
    const sql = await readFile(path.join(set.folder, name), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    const known = checksums.get(name);
    if (known === checksum) continue;
    if (known !== undefined)
      throw new Error(`${set.schema}/${name} was changed after it had been applied; write a new migration instead`);
    await applyOne(client, set.schema, name, sql, checksum);
    applied.push({ schema: set.schema, name });
  }
  await client.query('reset role');
  return applied;
}

async function applyOne(client: pg.Client, schema: string, name: string, sql: string, checksum: string): Promise<void> {
  if (controlsTransaction(sql))
    throw new Error(`${schema}/${name} begins or ends a transaction; it already runs in one`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyOnce(client, schema, name, sql, checksum);
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      if (sqlStateOf(error) !== lock_not_available || attempt === attempts_max) {
        throw new Error(`${schema}/${name} could not be applied: ${(error as Error).message}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, try_again_after_ms));
    }
  }
}

async function applyOnce(client: pg.Client, schema: string, name: string, sql: string, checksum: string) {
  await client.query('begin');
  await client.query(`set local lock_timeout = ${lock_timeout_ms}`);
  await client.query(`set local search_path = ${client.escapeIdentifier(schema)}, public`);
  await client.query(sql);
  await client.query(`insert into ${client.escapeIdentifier(schema)}.migrations (name, checksum) values ($1, $2)`, [
    name,
    checksum,
  ]);
  await client.query('commit');
}

/** True where a statement of the file itself — not one in a function's body, a text or a comment — would end the transaction. */
function controlsTransaction(sql: string): boolean {
  const statements = sql.replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$|'[^']*'|--[^\n]*|\/\*[\s\S]*?\*\//g, '');
  return /(?:^|;)\s*(?:begin|commit|rollback|abort|start\s+transaction)\b/i.test(statements);
}
