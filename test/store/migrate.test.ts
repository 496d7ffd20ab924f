import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MigrationSet, migrate } from '@onecampus/database';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

describe('migrate', () => {
  let database: FreshDatabase;
  let folder: string;
  let set: MigrationSet;
  let count = 0;
  const write = (name: string, sql: string) => writeFile(path.join(folder, name), sql);
  const run = () => migrate(database.adminUrl, [set]);
  const tables = async () => {
    const { rows } = await database.admin.raw<{ rows: { name: string; owner: string }[] }>(
      `select c.relname as name, r.rolname as owner from pg_class c join pg_roles r on r.oid = c.relowner
       where c.relnamespace::regnamespace::text = ? and c.relkind = 'r' order by 1`,
      [set.schema],
    );
    return rows;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-migrate-'));
  });
  beforeEach(async () => {
    count += 1;
    set = { schema: `trial_${count}`, ownerRole: 'campus_registrar_owner', folder };
    await rm(folder, { recursive: true });
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-migrate-'));
    set = { ...set, folder };
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('applies files by their number, once, and its tables belong to the owner', async () => {
    await write('0002_second.sql', 'alter table firsts add column more text;');
    await write('0001_first.sql', 'create table firsts (id int);');
    await write('notes.md', 'not a migration');
    expect((await run()).map((one) => one.name)).toEqual(['0001_first.sql', '0002_second.sql']);
    expect(await run()).toEqual([]);
    expect(await tables()).toEqual([
      { name: 'firsts', owner: 'campus_registrar_owner' },
      { name: 'migrations', owner: 'campus_registrar_owner' },
    ]);
  });

  it('stops at a file that was changed after it was applied, and changes nothing', async () => {
    await write('0001_first.sql', 'create table firsts (id int);');
    await run();
    await write('0001_first.sql', 'create table firsts (id int, more text);');
    await write('0002_second.sql', 'create table seconds (id int);');
    await expect(run()).rejects.toThrow(/0001_first\.sql was changed after it had been applied/);
    expect((await tables()).map((one) => one.name)).toEqual(['firsts', 'migrations']);
  });

  it('takes a failing migration back wholly, keeps those before it, and goes on once it is mended', async () => {
    await write('0001_first.sql', 'create table firsts (id int);');
    await write('0002_second.sql', 'create table seconds (id int); insert into seconds values (1); select 1 / 0;');
    await expect(run()).rejects.toThrow(/0002_second\.sql could not be applied: division by zero/);
    expect((await tables()).map((one) => one.name)).toEqual(['firsts', 'migrations']);
    await write('0002_second.sql', 'create table seconds (id int);');
    expect((await run()).map((one) => one.name)).toEqual(['0002_second.sql']);
  });

  it('refuses a migration that ends the transaction it runs in', async () => {
    await write('0001_first.sql', 'create table firsts (id int); commit; create table halves (id int); select 1 / 0;');
    await expect(run()).rejects.toThrow(/0001_first\.sql/);
    expect((await tables()).map((one) => one.name)).toEqual(['migrations']);
  });

  it('gives way to readers instead of queueing everybody behind itself, and gets its lock once they are done', async () => {
    await write('0001_first.sql', 'create table firsts (id int);');
    await run();
    await write('0002_second.sql', 'alter table firsts add column more text;');
    const reader = await database.admin.transaction();
    await reader.raw(`select * from ${set.schema}.firsts`);
    const running = run();
    // Without giving way, this read would wait behind the ALTER TABLE for as long as the reader reads.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const other = database.admin.raw(`select * from ${set.schema}.firsts`);
    await other;
    await reader.rollback();
    expect((await running).map((one) => one.name)).toEqual(['0002_second.sql']);
  });
});
