import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DatabaseService, databaseServices, loginRole, migrationSets, stewardRole } from '@onecampus/roles';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

/**
 * What every service may do with every table, compared line by line with `grants.expected.txt`: a new grant is a change
 * that somebody reviewed. A right on some columns only is written with their names.
 */
const expectedFile = path.join(import.meta.dirname, 'grants.expected.txt');
const roles = [...databaseServices.map(loginRole), stewardRole];
const schemas = migrationSets.map((set) => set.schema);

describe('grants', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('are exactly those of grants.expected.txt', async () => {
    const { rows } = await database.admin.raw<{ rows: { line: string }[] }>(grantLines, [schemas, roles] as never);
    const expected = (await readFile(expectedFile, 'utf8')).split('\n').filter((line) => line && !line.startsWith('#'));
    const actual = rows.map((row) => row.line);
    expect({
      notExpected: actual.filter((line) => !expected.includes(line)),
      missing: expected.filter((line) => !actual.includes(line)),
    }).toEqual({ notExpected: [], missing: [] });
    expect(expected).toEqual([...new Set(expected)].sort());
  });

  it('give nothing to everybody', async () => {
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select c.oid::regclass::text as table, a.privilege_type
       from pg_class c, aclexplode(c.relacl) a
       where c.relnamespace::regnamespace::text = any(?) and a.grantee = 0`,
      [schemas] as never,
    );
    expect(rows).toEqual([]);
  });

  it('make no service an owner, a superuser or a member of another role, but the registrar of the steward’s, without inheriting', async () => {
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select r.rolname from pg_roles r
       where r.rolname = any(?)
         and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication
              or r.rolinherit
              or exists (select from pg_auth_members m where m.member = r.oid
                         and (r.rolname, m.roleid::regrole::text) <> ('campus_registrar', 'campus_steward'))
              or exists (select from pg_class c where c.relowner = r.oid)
              or has_schema_privilege(r.oid, 'public', 'create'))`,
      [roles] as never,
    );
    expect(rows).toEqual([]);
  });

  it.each<[DatabaseService, string]>([
    ['access-checker', 'select family_name from directory.source_records'],
    ['access-checker', 'select * from directory.person_names'],
    ['access-checker', 'select * from directory.identifiers'],
    ['access-checker', 'select hash from identity_provider.passwords'],
    ['card-issuer', 'select hash from identity_provider.passwords'],
    ['registrar', 'select hash from identity_provider.passwords'],
    ['card-issuer', `insert into directory.people (id, reference_id) values (gen_random_uuid(), repeat('a', 26))`],
    ['card-issuer', `update directory.people set status = 'erased'`],
    ['card-issuer', 'delete from directory.people'],
    ['card-issuer', 'select national_number_hmac from directory.source_records'],
    ['identity-provider', 'select national_number_hmac from directory.source_records'],
    ['identity-provider', 'select birth_date from directory.source_records'],
    ['registrar', `update directory.cards set state = 'active'`],
    ['access-checker', `update directory.cards set state = 'active'`],
    ['identity-provider', `update directory.staff_roles set revoked_at = now()`],
    ['card-issuer', `insert into directory.card_state_changes values ('closed', 'active')`],
    ['card-issuer', `insert into directory.card_events select * from directory.card_events`],
  ])('do not let the %s run: %s', async (service, statement) => {
    await expect(database.as(service).raw(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it.each(databaseServices)('do not let the %s make up the time or the transaction of a record', async (service) => {
    const db = database.as(service);
    const refused = { cause: { code: '42501' } };
    await expect(
      db.raw(
        `insert into directory.change_feed (tx, topic, entity_id) values ('3', 'card.changed', gen_random_uuid())`,
      ),
    ).rejects.toMatchObject(refused);
    await expect(
      db.raw(`insert into directory.audit_trail (at, actor, action) values ('2001-01-01', 'unknown', 'card.issued')`),
    ).rejects.toMatchObject(refused);
  });

  it('name only tables that a service has a use for: none of another service’s schema', async () => {
    const { rows } = await database.admin.raw<{ rows: { line: string }[] }>(grantLines, [
      schemas.filter((schema) => schema !== 'directory'),
      databaseServices.map(loginRole),
    ] as never);
    for (const { line } of rows) {
      const [table = '', role = ''] = line.split(' ');
      expect([line, role]).toEqual([line, `campus_${table.split('.')[0]}`]);
    }
  });
});

/** One line per role, table or view, and right: `directory.people campus_registrar select`. */
const grantLines = `
  with relations as (
    select oid, oid::regclass::text as name from pg_class
    where relnamespace::regnamespace::text = any(?) and relkind in ('r', 'p', 'v', 'm', 'f')
  ), wanted as (
    select r.oid, r.name, role, privilege
    from relations r, unnest(?::text[]) as role,
         unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) as privilege
  ), columns as (
    select w.*, (
      select string_agg(a.attname, ', ' order by a.attname) from pg_attribute a
      where a.attrelid = w.oid and a.attnum > 0 and not a.attisdropped
        and case when privilege in ('select', 'insert', 'update', 'references')
                 then has_column_privilege(role, w.oid, a.attnum, privilege) end) as listed
    from wanted w
  )
  select name || ' ' || role || ' ' || privilege ||
         case when has_table_privilege(role, oid, privilege) then '' else ' (' || listed || ')' end as line
  from columns
  where has_table_privilege(role, oid, privilege) or listed is not null`;
