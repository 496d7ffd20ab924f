import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileRules, evaluateCompiled, PRIORITY, type SubjectAffiliation } from '@onecampus/access-rules';
import { type Tx, transaction } from '@onecampus/database';
import { findProfile } from '@onecampus/directory';
import fc from 'fast-check';
import { startChecker, type TestIssuer } from '../integration/access-checker/checker.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const day_ms = 86_400_000;
/** Midnights at Tomsk: a new academic year, a new year, both ends of a leap day. */
const midnights = ['2026-08-31T17:00Z', '2026-12-31T17:00Z', '2028-02-28T17:00Z', '2028-02-29T17:00Z'].map(Date.parse);
const edge = fc
  .tuple(fc.constantFrom(...midnights), fc.integer({ min: -3, max: 3 }), fc.constantFrom(-1, 0, 0, 0, 1))
  .map(([midnight, days, ms]) => midnight + days * day_ms + ms);

interface Held {
  readonly from: number;
  readonly until: number | null;
  readonly grace_days: number;
  readonly believed: boolean;
}
const held: fc.Arbitrary<Held> = fc
  .record({
    from: edge,
    until: fc.option(edge, { freq: 4 }),
    grace_days: fc.constantFrom(0, 0, 1, 2, 30),
    /** Or taken back since, in favour of another belief. */
    believed: fc.constantFrom(true, true, true, false),
  })
  .filter(({ from, until }) => until === null || from < until);

/** What P1 says, in so many words: it counts from its first moment up to, and not including, the end of its grace. */
function countsAt(one: Held, now: number): boolean {
  return one.believed && one.from <= now && (one.until === null || now < one.until + one.grace_days * day_ms);
}

describe('effect by the clock', () => {
  const windows = fc.sample(held, { numRuns: 1_500, seed: 20_260_831 });
  const instants = [...new Set(fc.sample(edge, { numRuns: 400, seed: 31 }))].flatMap((at) => [at - 1, at]);
  let database: FreshDatabase;
  let personIds: string[];

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu } = await arrangeUniversities(database.admin);
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    await database.admin.raw('delete from directory.affiliations where person_id = ?', [personId]);
    personIds = await arrangeWindows(personId);
  });
  afterAll(() => database.drop());

  /** As many people as windows, each with one; copies of one person's record. */
  async function arrangeWindows(model: string): Promise<string[]> {
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      `with windows as (
         select n, directory.new_id() as person, directory.new_id() as record,
                tstzrange(to_timestamp(f / 1000), to_timestamp(u / 1000)) as valid, make_interval(hours => 24 * g) as grace,
                case when b then tstzrange('2020-01-01', null) else tstzrange('2020-01-01', '2021-01-01') end as recorded
         from unnest(?::float8[], ?::float8[], ?::int[], ?::boolean[]) with ordinality as w (f, u, g, b, n)),
       people as (insert into directory.people (id, reference_id) select person, translate(substr(md5(n::text) || md5(n::text), 1, 26), '0189', 'wxyz') from windows),
       records as (
         insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
         select w.record, r.source_id, r.university_id, 'w' || w.n, w.person, 'Часов' from windows w, directory.source_records r where r.person_id = ?),
       affiliations as (
         insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid, grace, recorded)
         select w.record, w.record, w.person, r.university_id, 'tpu.ru', 'student', w.valid, w.grace, w.recorded
         from windows w, directory.source_records r where r.person_id = ?)
       select person as id from windows order by n`,
      [
        windows.map((one) => one.from),
        windows.map((one) => one.until),
        windows.map((one) => one.grace_days),
        windows.map((one) => one.believed),
        model,
        model,
      ] as never,
    );
    return rows.map((row) => row.id);
  }

  const expectedAt = (now: number) => personIds.filter((_, index) => countsAt(windows[index]!, now));

  it('is that of ten lines of arithmetic, at every edge, by the view alone', async () => {
    await transaction(database.admin, async (tx) => {
      await withClock(tx);
      for (const now of instants) {
        const { rows } = await tx.raw<{ rows: { id: string }[] }>(
          `select set_config('test.now', ?, true), array(select person_id from pg_temp.effective_at) as ids`,
          [new Date(now).toISOString()],
        );
        const ids = (rows[0] as unknown as { ids: string[] }).ids;
        expect(ids.toSorted()).toEqual(expectedAt(now).toSorted());
      }
    });
    expect(instants.length).toBeGreaterThan(50);
  });

  /** The very definition of the view with another clock: `now()` becomes what the test says. */
  async function withClock(tx: Tx): Promise<void> {
    const { rows } = await tx.raw<{ rows: { definition: string }[] }>(
      `select pg_get_viewdef('directory.effective_affiliations'::regclass) as definition`,
    );
    const { definition } = rows[0]!;
    expect(definition.match(/now\(\)/g)).toHaveLength(2);
    const clock = `current_setting('test.now')::timestamptz`;
    await tx.raw(`select set_config('test.now', '2000-01-01', true)`);
    await tx.raw(`create temp view effective_at as ${definition.replaceAll('now()', clock)}`);
  }

  it('is the same at a gate that has heard nothing since: its snapshot ends what ends', async () => {
    const issuer = { url: 'http://127.0.0.1:1' } as TestIssuer;
    const checker = await startChecker(database, issuer);
    const snapshot = checker.context.snapshot();
    // No feed, no jobs, no database and no Redis from here on.
    await checker.stop();
    const rules = compileRules([zone], [rule]);
    for (const now of instants) {
      const entered = personIds.filter((personId) => {
        const affiliations: readonly SubjectAffiliation[] = snapshot.holder(personId)!.affiliations;
        const card = { state: 'active', validFrom: null, validTo: null } as const;
        return evaluateCompiled(rules, 'hall', { personId, affiliations, card }, now, 'enter').decision;
      });
      expect(entered).toEqual(expectedAt(now));
    }
  });

  it('decides what the identity provider and the desk are told, from one second to the next', async () => {
    const personId = personIds[windows.findIndex((one) => one.believed)]!;
    const told = async (ends: string) => {
      await database.admin.raw(
        `update directory.affiliations set valid = tstzrange('2020-01-01', now() + ?::interval), grace = '1 hour' where person_id = ?`,
        [ends, personId],
      );
      return (await findProfile(database.as('identity-provider'), personId))!.affiliations.map(
        (one) => one.affiliation,
      );
    };
    expect(await told('-59 minutes -50 seconds')).toEqual(['student']);
    expect(await told('-60 minutes')).toEqual([]);
    expect(await told('1 second')).toEqual(['student']);
  });
});

const zone = {
  id: 'hall',
  kind: 'library',
  university: 'tpu.ru',
  title: { ru: 'Зал', en: 'Hall' },
  timeZone: 'Asia/Tomsk',
};
const rule = {
  id: 'students',
  zoneId: 'hall',
  effect: 'permit',
  priority: PRIORITY.ordinary,
  audience: { anyOf: [{ affiliation: 'member', scope: 'tpu.ru' }] },
  schedule: 'always',
  validFrom: null,
  validTo: null,
} as const;
