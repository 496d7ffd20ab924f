import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Tx, transaction } from '@onecampus/database';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeForeignMatch, arrangeOwnAndForeign, type OwnAndForeign } from './own-and-foreign.ts';
import { guardedTables, registrarReaches, tableFaults } from './table-faults.ts';

/** Tables that hold what a university said about people; whoever adds one adds its guard. */
const mustBeGuarded = ['source_records', 'identifiers', 'affiliations', 'people', 'groups', 'disclosures', 'imports'];

describe('isolation in the database', () => {
  let database: FreshDatabase;
  let both: OwnAndForeign;
  let tables: string[];
  beforeAll(async () => {
    database = await freshDatabase();
    both = await arrangeOwnAndForeign(database.admin);
    await arrangeForeignMatch(database.admin, both.own);
    await arrangeForeignMatch(database.admin, both.foreign);
    tables = await inTransaction(guardedTables);
  });
  afterAll(() => database.drop());

  class RolledBack extends Error {}
  /** Whatever `work` changes, policies included, is gone afterwards. */
  async function inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    let result: { value: Result } | undefined;
    await transaction(database.admin, async (tx) => {
      result = { value: await work(tx) };
      throw new RolledBack();
    }).catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
    return result!.value;
  }

  it('guards every table of the directory and the registrar that names a university and a person', async () => {
    for (const name of mustBeGuarded) expect(tables.map((table) => table.split('.')[1])).toContain(name);
    const { rows } = await database.admin.raw<{ rows: { name: string }[] }>(
      `select distinct c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace::regnamespace::text in ('directory', 'registrar') and c.relkind in ('r', 'p') and not c.relispartition
         and a.attname in ('person_id', 'source_record_id', 'family_name') and not (c.relrowsecurity and c.relforcerowsecurity)
       order by 1`,
    );
    // Cards are the issuer's, marks and subjects name nobody, staged rows are read through a view that is guarded.
    expect(rows.map((row) => row.name)).toEqual([
      'directory.cards',
      'directory.national_number_marks',
      'directory.pairwise_subjects',
      'registrar.import_rows',
    ]);
  });

  it('shows, changes and takes rows of the named university alone, in every table', async () => {
    const faults = await inTransaction(async (tx) => {
      const found: Record<string, string[]> = {};
      for (const table of tables) {
        const wrong = await tableFaults(tx, table, both);
        if (wrong.length > 0) found[table] = wrong;
      }
      return found;
    });
    expect(faults).toEqual({});
  });

  it('would be found broken if any one policy were dropped', async () => {
    const { rows: policies } = await database.admin.raw<{ rows: { table: string; policy: string }[] }>(
      `select schemaname || '.' || tablename as table, policyname as policy from pg_policies order by 1, 2`,
    );
    expect(policies.length).toBeGreaterThan(40);
    const unnoticed: string[] = [];
    for (const { table, policy } of policies) {
      const faults = await inTransaction(async (tx) => {
        await tx.raw(`drop policy ${policy} on ${table}`);
        return [...(await tableFaults(tx, table, both)), ...(await lineageFaults(tx))];
      });
      if (faults.length === 0) unnoticed.push(`${policy} on ${table}`);
    }
    expect(unnoticed).toEqual([]);
  });

  it('would be found broken if any one table were left unguarded', async () => {
    const unnoticed: string[] = [];
    for (const table of tables) {
      const faults = await inTransaction(async (tx) => {
        if (!(await registrarReaches(tx, table))) return ['out of reach'];
        await tx.raw(`alter table ${table} disable row level security`);
        return tableFaults(tx, table, both);
      });
      if (faults.length === 0) unnoticed.push(table);
    }
    expect(unnoticed).toEqual([]);
  });

  /** What the two functions of lineage and the view of staged rows must still do for a registrar within its university. */
  async function lineageFaults(tx: Tx): Promise<string[]> {
    const { rows } = await tx.raw<{ rows: { loser: string; survivor: string }[] }>(
      `select id as loser, merged_into as survivor from directory.people where merged_into is not null limit 1`,
    );
    const { rows: imports } = await tx.raw<{ rows: { id: string }[] }>(
      `select id from registrar.imports where university_id = ?`,
      [both.own.id],
    );
    await tx.raw(`insert into registrar.import_rows (import_id, line) values (?, 1)`, [imports[0]!.id]);
    const refused = await refusesFactsOfTheErased(tx);
    await tx.raw(`select set_config('campus.university_id', ?, true)`, [both.own.id]);
    await tx.raw('set local role campus_registrar');
    const answer = await tx.raw<{ rows: { survivor: string | null; staged: number }[] }>(
      `select directory.canonical_person(?) as survivor, (select count(*)::int from registrar.staged_rows) as staged`,
      [rows[0]!.loser],
    );
    await tx.raw('reset role');
    const faults: string[] = [];
    if (answer.rows[0]!.survivor !== rows[0]!.survivor) faults.push('a merged person does not lead to the survivor');
    if (answer.rows[0]!.staged !== 1) faults.push('its own staged rows are not seen');
    if (!refused) faults.push('a fact of an erased record is taken');
    return faults;
  }

  /** The trigger that looks for erased records does so as the schema's owner, by a policy of his own. */
  async function refusesFactsOfTheErased(tx: Tx): Promise<boolean> {
    const erasing = tx.transaction(async (inner) => {
      await inner.raw(
        `update directory.source_records set erased_at = now(), family_name = null where university_id = ?`,
        [both.foreign.id],
      );
      await inner.raw(
        `insert into directory.match_keys (key, source_record_id, university_id)
         select 'late', id, university_id from directory.source_records where university_id = ? limit 1`,
        [both.foreign.id],
      );
      throw new Error('taken');
    });
    return erasing.then(
      () => false,
      (error: unknown) => (error as Error).message !== 'taken',
    );
  }
});
