import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { acrossUniversities, eraseRecords, type University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

/** Tables that name a record and hold nothing that anybody said of a human. */
const saysNothing: Readonly<Record<string, string>> = {
  data_keys: 'the stone of a key',
  match_due: 'that somebody should look',
  match_requests: 'outcomes of comparisons',
  people_search_due: 'that somebody should index',
  record_homes: 'a person’s id',
  scim_user_emails: 'follows scim_users, whose trigger it has',
};

describe('what was erased', () => {
  let database: FreshDatabase;
  let tpu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  const recordOf = async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    return (await database.admin('directory.source_records').where({ person_id: personId }).first()) as { id: string };
  };
  const erase = (recordIds: readonly string[]) =>
    acrossUniversities(database.as('registrar'), (tx) =>
      eraseRecords(tx, Buffer.alloc(32, 3), { recordIds, by: 'service:test' }),
    );

  it('is guarded in every table that says something of a record, those of tomorrow included', async () => {
    const { rows } = await database.admin.raw<{ rows: { table: string; guarded: boolean }[] }>(
      `select c.relname as table, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'facts_of_the_living') as guarded
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = 'source_record_id' and c.relkind = 'r' and c.relnamespace = 'directory'::regnamespace order by 1`,
    );
    const open = rows.filter(({ guarded }) => !guarded).map(({ table }) => table);
    expect(open).toEqual(Object.keys(saysNothing).toSorted());
  });

  it.each([
    [
      'an affiliation',
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       select gen_random_uuid(), id, person_id, university_id, 'tpu.ru', 'alum', tstzrange(now(), null) from directory.source_records where id = ?`,
    ],
    [
      'a key for matching',
      `insert into directory.match_keys (key, source_record_id, university_id) select 'key', id, university_id from directory.source_records where id = ?`,
    ],
    [
      'a word for search',
      `insert into directory.people_search (university_id, rank, word, rest, source_record_id)
       select university_id, 0, 'word', '', id from directory.source_records where id = ?`,
    ],
  ])('does not come back as %s by somebody who read it before', async (_, statement) => {
    const { id } = await recordOf();
    // He waits for the erasure that is under way, and is refused when it is done.
    let late: Promise<unknown> | undefined;
    await transaction(database.as('registrar'), async (tx) => {
      await tx.raw('set local role campus_steward');
      await eraseRecords(tx, Buffer.alloc(32, 3), { recordIds: [id], by: 'service:test' });
      late ??= database.admin.raw(statement, [id]).catch((error: unknown) => error);
      await untilSomebodyWaits();
    });
    expect(await late).toMatchObject({ code: 'database.busy' });
    await expect(database.admin.raw(statement, [id])).rejects.toMatchObject({ code: 'database.busy' });
  });

  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await database.admin.raw<{ rows: unknown[] }>(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      if (rows.length > 0) return;
    }
  }

  it('is erased again without a change, and is nobody’s to revive', async () => {
    const { id } = await recordOf();
    expect(await erase([id])).toMatchObject({ destroyed: { records: 1, identifiers: 2 } });
    const row = () => database.admin('directory.source_records').where({ id }).first();
    const before = await row();
    expect(await erase([id])).toMatchObject({ destroyed: { records: 0, identifiers: 0 }, erasedPeople: [] });
    expect(await row()).toEqual(before);
    await expect(
      database.admin('directory.source_records').where({ id }).update({ family_name: 'Снова' }),
    ).rejects.toMatchObject({ details: { constraint: 'erased_or_named' } });
  });

  it('takes about as many statements for thirty people as for one', async () => {
    const many: { id: string }[] = [];
    for (let made = 0; made < 30; made += 1) many.push(await recordOf());
    const count = async (ids: readonly string[]) => {
      let statements = 0;
      await acrossUniversities(database.as('registrar'), async (tx) => {
        tx.on('query', () => {
          statements += 1;
        });
        await eraseRecords(tx, Buffer.alloc(32, 3), { recordIds: ids, by: 'service:test' });
      });
      return statements;
    };
    const one = await count([many[0]!.id]);
    expect(await count(many.slice(1).map(({ id }) => id))).toBe(one);
    expect(one).toBeLessThan(40);
  });
});
