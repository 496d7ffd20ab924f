import type { Tx } from '@onecampus/database';
import { blockFaults, boundToTheDesk } from './block-faults.ts';
import type { OwnAndForeign } from './own-and-foreign.ts';

/**
 * What belongs to a university, said a second time and independently of the policies: `?` is the university. The common case
 * is a column of that name; the rest is written out.
 */
const belongs: Readonly<Record<string, string>> = {
  'directory.audit_links': 't.chain = ?',
  'directory.people':
    'exists (select from directory.source_records r where r.person_id = t.id and r.university_id = ?)',
  'directory.disclosures': 't.from_university_id = ?',
  'directory.match_requests': '? in (t.university_id, t.candidate_university_id)',
  'directory.merge_events':
    'exists (select from directory.source_records r where r.id = any (t.moved_records) and r.university_id = ?)',
  'directory.never_matches': 'false and ?::uuid is null',
  'registrar.event_subjects':
    'exists (select from registrar.event_streams s where s.id = t.stream_id and s.university_id = ?)',
  'registrar.event_deliveries':
    'exists (select from registrar.event_streams s where s.id = t.stream_id and s.university_id = ?)',
  'directory.entitlements': 'true or ?::uuid is null',
};
/** Where the registrar may add rows of any university: an entry of the trail, a disclosure, and a person, who is nobody's yet. */
const openToAdd: Readonly<Record<string, string>> = {
  'directory.audit_trail': `insert into directory.audit_trail (actor, action) values ('unknown', 'person.viewed')`,
  'directory.disclosures': `insert into directory.disclosures (person_id, to_party, attributes, basis, purpose)
    values (gen_random_uuid(), 'client:lms', '{mail}', 'contract', 'sign-in')`,
  'directory.people': `insert into directory.people (id, reference_id) values (gen_random_uuid(), repeat('a', 26))`,
};
/** What is no secret of its owner. */
const openToRead = new Set(['directory.entitlements']);

export async function guardedTables(tx: Tx): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { name: string }[] }>(
    `select relnamespace::regnamespace || '.' || relname as name from pg_class
     where relrowsecurity and relforcerowsecurity and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  return rows.map((row) => row.name);
}

/**
 * Everything that is wrong with one table's isolation: what the registrar sees, changes and adds with a university named and
 * with none, and whether those who must see all of it do. `tx` is the administrator's and is left with his own role.
 */
export async function tableFaults(tx: Tx, table: string, { own, foreign }: OwnAndForeign): Promise<string[]> {
  const mine = belongs[table] ?? 't.university_id = ?';
  const count = async (condition = 'true', values: unknown[] = []) => {
    const { rows } = await tx.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from ${table} t where ${condition}`,
      values as never,
    );
    return rows[0]!.n;
  };
  const [all, ofOwn] = [await count(), await count(mine, [own.id])];
  const faults: string[] = [];
  const expectCount = (what: string, actual: number, expected: number) => {
    if (actual !== expected) faults.push(`${what}: ${actual} rows and not ${expected}`);
  };
  if (all === 0) faults.push('the fixture has no row: nothing is proved');

  const may = await rightsOf(tx, 'campus_registrar', table);
  if (may.select) {
    await as(tx, 'campus_registrar', own.id, async () =>
      expectCount('sees within its university', await count(), ofOwn),
    );
    await as(tx, 'campus_registrar', '', async () =>
      expectCount('sees with no university', await count(), openToRead.has(table) ? all : 0),
    );
  }
  if (may.update && may.column) {
    const update = `update ${table} t set ${may.column} = ${may.column}`;
    await as(tx, 'campus_registrar', own.id, async () =>
      expectCount(
        'changes within its university',
        (await tx.raw<{ rowCount: number }>(update)).rowCount,
        openToRead.has(table) ? await count('t.university_id = ?', [own.id]) : ofOwn,
      ),
    );
  }
  const anybodys = openToAdd[table];
  if (anybodys !== undefined) {
    const state = await stateOf(tx, own.id, anybodys);
    if (state === '42501') faults.push('refuses a row that anybody may add');
  } else if (may.insert) {
    const refused = await refusesForeignRow(tx, table, own.id, foreign.id);
    if (!refused) faults.push('takes a row of another university');
    if (!(await takesOwnRow(tx, table, own.id))) faults.push('refuses a row of its own university');
  }
  faults.push(...(await blockFaults(tx, table, { own, foreign })));
  for (const role of await rolesWithPolicies(tx, table)) {
    if (role === 'campus_card_issuer' && boundToTheDesk.has(table)) continue;
    await as(tx, role, '', async () => expectCount(`${role} sees`, await count(), all));
  }
  return faults;
}

interface Rights {
  readonly select: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  /** A column that the role may change, with which nothing happens when it is set to itself. */
  readonly column: string | null;
}

/** Whether the registrar has any right on a table; where it has none, its policies are a second lock only. */
export async function registrarReaches(tx: Tx, table: string): Promise<boolean> {
  const may = await rightsOf(tx, 'campus_registrar', table);
  return may.select || may.insert || may.update;
}

async function rightsOf(tx: Tx, role: string, table: string): Promise<Rights> {
  const { rows } = await tx.raw<{ rows: Rights[] }>(
    `select has_any_column_privilege(?, ?::regclass, 'select') as select, has_table_privilege(?, ?::regclass, 'insert') as insert,
            has_any_column_privilege(?, ?::regclass, 'update') as update,
            (select a.attname from pg_attribute a where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
               and has_column_privilege(?, a.attrelid, a.attnum, 'update') order by a.attname like '%_id' or a.attname = 'id', a.attnum limit 1) as column`,
    [role, table, role, table, role, table, table, role],
  );
  return rows[0]!;
}

/** Services, the steward and owners for whom a policy says that they see rows without a university. */
async function rolesWithPolicies(tx: Tx, table: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { role: string }[] }>(
    `select r.rolname as role from pg_roles r
     where r.rolname like 'campus\\_%' and r.rolname not in ('campus_registrar', 'campus_registrar_owner')
       and (r.rolname not like '%\\_owner' or ? = 'directory.people' and r.rolname = 'campus_directory_owner')
       and has_any_column_privilege(r.rolname, ?::regclass, 'select')`,
    [table, table],
  );
  return rows.map((row) => row.role);
}

async function refusesForeignRow(tx: Tx, table: string, ownId: string, foreignId: string): Promise<boolean> {
  const state = await tryToAdd(tx, table, ownId, foreignId);
  // A trigger that holds the same rule speaks before the policy does.
  return state === '42501' || state === '23514';
}

/** A copy of one's own row may break a key or another rule, but never the policy. */
async function takesOwnRow(tx: Tx, table: string, ownId: string): Promise<boolean> {
  return (await tryToAdd(tx, table, ownId, ownId)) !== '42501';
}

async function tryToAdd(tx: Tx, table: string, ownId: string, rowOf: string): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { row: unknown }[] }>(
    `select to_jsonb(t) as row from ${table} t where t.university_id = ? limit 1`,
    [rowOf],
  );
  const insert = `insert into ${table} select * from jsonb_populate_record(null::${table}, ?)`;
  return stateOf(tx, ownId, insert, [JSON.stringify(rows[0]?.row ?? {})]);
}

/** The SQLSTATE with which a statement of the registrar's fails within its university; what it did is undone. */
async function stateOf(tx: Tx, ownId: string, statement: string, values: unknown[] = []): Promise<string | undefined> {
  let state: string | undefined;
  await as(tx, 'campus_registrar', ownId, async () => {
    try {
      await tx.transaction(async (inner) => {
        await inner.raw(statement, values as never);
        throw new Error('undone');
      });
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause ?? error;
      state = (cause as { code?: string }).code;
    }
  });
  return state;
}

async function as(tx: Tx, role: string, universityId: string, work: () => Promise<void>): Promise<void> {
  await tx.raw(`select set_config('campus.university_id', ?, true)`, [universityId]);
  await tx.raw(`set local role ${role}`);
  try {
    await work();
  } finally {
    await tx.raw('reset role');
    await tx.raw(`select set_config('campus.university_id', '', true)`);
  }
}
