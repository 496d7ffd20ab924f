import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '@onecampus/runtime';
import fc from 'fast-check';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { MergeHistory, type Step } from '../support/merge-history.ts';
import { arrangeUniversities } from '../support/people.ts';
import { peopleSnapshot } from '../support/people-snapshot.ts';

const number = fc.nat({ max: 1_000 });
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('person', 'record', 'follower', 'rename', 'belong', 'merge', 'merge', 'merge', 'split'),
  a: number,
  b: number,
}) as never;

describe('merging and parting people', () => {
  let database: FreshDatabase;
  let newHistory: () => MergeHistory;
  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    const sources: Record<string, string> = {};
    for (const { id } of [tpu, tsu]) {
      sources[id] = uuidv7();
      await database.admin.raw(
        `insert into directory.sources (id, university_id, label, kind) values (?, ?, 'test', 'sis')`,
        [sources[id], id],
      );
    }
    for (const { id, slug } of [tpu, tsu]) {
      await database.admin.raw(
        `insert into directory.entitlements (uri, university_id, label_ru, label_en) values (?, ?, 'Зал', 'Room')`,
        [`urn:test:${slug}`, id],
      );
    }
    const registrar = database.as('registrar');
    newHistory = () => new MergeHistory({ registrar, admin: database.admin }, [tpu, tsu], sources);
  });
  afterAll(() => database.drop());

  it('puts everything back exactly: split(merge(x)) = x, after any history and from any end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), number, number, async (steps, a, b) => {
        const history = newHistory();
        for (const one of steps) {
          await history.step(one);
          await expectWhereTheModelSays(history);
        }
        const before = await peopleSnapshot(database.admin, history.people);
        const [one, other] = [history.people[a % history.people.length]!, history.people[b % history.people.length]!];
        const merge = await history.merge(one, other);
        await expectWhereTheModelSays(history);
        if (merge) {
          await history.split(merge);
          expect(await peopleSnapshot(database.admin, history.people)).toEqual(before);
        }
        while (history.merges.length > 0) {
          await history.split(history.merges[a % history.merges.length]!);
          await expectWhereTheModelSays(history);
        }
        const alone = await peopleSnapshot(database.admin, history.people);
        expect(alone['directory.record_homes']).toEqual([]);
        expect(alone['directory.demoted_identifiers']).toEqual([]);
      }),
      { numRuns: Number(process.env['MERGE_RUNS'] ?? 15) },
    );
  });

  /** Records stand with today's person of their home, whatever names a record follows it, and one login is current. */
  async function expectWhereTheModelSays(history: MergeHistory): Promise<void> {
    const { rows } = await database.admin.raw<{ rows: { id: string; personId: string; astray: number }[] }>(
      `select r.id, r.person_id as "personId",
         (select count(*)::int from directory.identifiers i where i.source_record_id = r.id and i.person_id <> r.person_id)
         + (select count(*)::int from directory.affiliations i where i.source_record_id = r.id and i.person_id <> r.person_id)
         + (select count(*)::int from directory.people p where p.id = r.person_id and p.status <> 'active')
         + (select count(*)::int from directory.national_number_marks m where m.national_number_hmac = r.national_number_hmac
              and not exists (select from directory.people p where p.id = m.person_id and p.status = 'active')) as astray
       from directory.source_records r where r.id = any(?::uuid[])`,
      [history.records.map(({ id }) => id)] as never,
    );
    const where = new Map(rows.map((row) => [row.id, { person: row.personId, astray: row.astray }]));
    for (const record of history.records) {
      expect(where.get(record.id)).toEqual({ person: history.canonical(record.homePersonId), astray: 0 });
    }
    const { rows: logins } = await database.admin.raw<{ rows: { current: number }[] }>(
      `select count(*) filter (where state = 'current')::int as current from directory.identifiers
       where scheme = 'eppn' and person_id = any(?::uuid[]) and (state = 'current' or exists (select from directory.demoted_identifiers d where d.identifier_id = identifiers.id))
       group by person_id, scope`,
      [history.people] as never,
    );
    for (const { current } of logins) expect(current).toBe(1);
  }
});
