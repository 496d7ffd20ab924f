import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@onecampus/database';
import { prepareDatabase } from '@onecampus/roles';
import pg from 'pg';
import { createDatabase, databasePasswords, type FreshDatabase, freshDatabase } from '../support/databases.ts';

const ownerRole = 'campus_registrar_owner';

describe('migrations under load', () => {
  let database: FreshDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-migrate-race-'));
    await writeFile(path.join(folder, '0001_counters.sql'), 'create table counters (n int);');
    await writeFile(path.join(folder, '0002_count.sql'), 'insert into counters values (1);');
    await writeFile(path.join(folder, '0003_more.sql'), 'select pg_sleep(0.02); update counters set n = n + 1;');
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('are applied once each by five runners at once, ten times over', async () => {
    for (let round = 0; round < 10; round += 1) {
      const schema = `race_${round}`;
      const runs = await Promise.all(
        Array.from({ length: 5 }, () => migrate(database.adminUrl, [{ schema, ownerRole, folder }])),
      );
      expect(runs.flat().map((one) => one.name)).toEqual(['0001_counters.sql', '0002_count.sql', '0003_more.sql']);
      const { rows } = await database.admin.raw(`select n from ${schema}.counters`);
      expect(rows).toEqual([{ n: 2 }]);
    }
  });

  it('wait for nobody after a runner was killed in the middle of one', async () => {
    const slow = await mkdtemp(path.join(tmpdir(), 'onecampus-migrate-slow-'));
    const set = { schema: 'killed', ownerRole, folder: slow };
    await writeFile(path.join(slow, '0001_slow.sql'), 'create table halves (n int); select pg_sleep(1);');
    const runner = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { migrate } from '@onecampus/database'; await migrate(${JSON.stringify(database.adminUrl)}, [${JSON.stringify(set)}]);`,
      ],
      { cwd: path.join(import.meta.dirname, '..'), stdio: 'ignore' },
    );
    await untilSleeping(database);
    runner.kill('SIGKILL');
    await once(runner, 'exit');
    const { rows } = await database.admin.raw(`select count(*)::int as n from pg_tables where tablename = 'halves'`);
    expect(rows).toEqual([{ n: 0 }]);

    expect(await migrate(database.adminUrl, [set])).toEqual([{ schema: 'killed', name: '0001_slow.sql' }]);
    await rm(slow, { recursive: true, force: true });
  });

  it('bring an empty database from nothing to the present in five runners at once', async () => {
    const url = await createDatabase(process.env['TEST_ADMIN_URL']!, 'prepared_by_five');
    const runs = await Promise.all(Array.from({ length: 5 }, () => prepareDatabase(url, databasePasswords)));
    const names = runs.flat().map((one) => `${one.schema}/${one.name}`);
    expect(names.length).toBeGreaterThan(4);
    expect(new Set(names).size).toBe(names.length);
    expect(await prepareDatabase(url, databasePasswords)).toEqual([]);
    const admin = new pg.Client({ connectionString: process.env['TEST_ADMIN_URL']! });
    await admin.connect();
    await admin.query('drop database prepared_by_five with (force)');
    await admin.end();
  });
});

async function untilSleeping(database: FreshDatabase): Promise<void> {
  for (;;) {
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
    );
    if (rows.length > 0) return;
  }
}
