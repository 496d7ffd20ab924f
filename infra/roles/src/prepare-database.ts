import { type AppliedMigration, migrate } from '@onecampus/database';
import pg from 'pg';
import { type DatabaseService, databaseServices, extensions, loginRole, migrationSets, stewardRole } from './owners.ts';

/** One runner at a time in each database; the session's, so that a killed runner leaves nothing behind. */
const advisory_lock = 7_018_430_772;

/**
 * Brings a database from nothing, or from any earlier state, to the present: roles, extensions, then every owner's
 * migrations. `url` is an administrator's. Two at once do no harm.
 */
export async function prepareDatabase(
  url: string,
  passwords: Readonly<Record<DatabaseService, string>>,
): Promise<AppliedMigration[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'prepare-database' });
  await client.connect();
  try {
    // `create … if not exists` still fails where two do it at once, and so do two grants on one object.
    await client.query('select pg_advisory_lock($1)', [advisory_lock]);
    const database = client.escapeIdentifier(client.database ?? 'postgres');
    // Roles are the cluster's, and the lock is one database's: runners on two databases may still meet here.
    for (const set of migrationSets) await ensureRole(client, set.ownerRole, 'nologin');
    for (const service of databaseServices) await ensureRole(client, loginRole(service), 'login', passwords[service]);
    await ensureRole(client, stewardRole, 'nologin');
    await grantRole(client, stewardRole, loginRole('registrar'));
    for (const extension of extensions)
      await client.query(`create extension if not exists ${extension} with schema public`);
    await client.query(`revoke create on schema public from public`);
    for (const set of migrationSets) {
      await client.query(`grant create on database ${database} to ${client.escapeIdentifier(set.ownerRole)}`);
      await client.query(
        `create schema if not exists ${client.escapeIdentifier(set.schema)} authorization ${client.escapeIdentifier(set.ownerRole)}`,
      );
      // The other owners refer to the directory's keys and grant themselves nothing else.
      if (set.schema !== 'directory') {
        await client.query(
          `grant usage on schema ${client.escapeIdentifier(set.schema)} to ${client.escapeIdentifier(set.ownerRole.replace(/_owner$/, ''))}`,
        );
      }
    }
  } finally {
    await client.end();
  }
  return migrate(url, migrationSets);
}

async function ensureRole(
  client: pg.Client,
  name: string,
  login: 'login' | 'nologin',
  password?: string,
): Promise<void> {
  const role = client.escapeIdentifier(name);
  try {
    await client.query(`create role ${role} ${login} noinherit`);
  } catch (error) {
    const state = (error as { code?: string }).code;
    // duplicate_object, or unique_violation where another runner was faster by a moment.
    if (state !== '42710' && state !== '23505') throw error;
  }
  if (password !== undefined) await setPassword(client, role, password);
}

/** Membership without inheritance (the roles are `noinherit`): its rights are had only where they are asked for by name. */
function grantRole(client: pg.Client, role: string, to: string): Promise<void> {
  return changeRole(client, `grant ${client.escapeIdentifier(role)} to ${client.escapeIdentifier(to)}`);
}

function setPassword(client: pg.Client, role: string, password: string): Promise<void> {
  return changeRole(client, `alter role ${role} password ${client.escapeLiteral(password)}`);
}

async function changeRole(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      // Two runners updating one role: "tuple concurrently updated" (XX000), or the same membership twice (23505). The later
      // one simply goes again.
      if (attempt === 5 || !['XX000', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
