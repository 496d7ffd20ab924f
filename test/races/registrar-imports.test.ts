import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { findSource } from '@onecampus/registrar/use-cases/find-source';
import { importRoll } from '@onecampus/registrar/use-cases/import-roll';
import {
  bring,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  student,
} from '../integration/registrar/registry.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeUniversities } from '../support/people.ts';

/** SNILS number `at` of those that are invented: nine digits and the two that check them. */
function invented(at: number): string {
  const nine = String(950_000_000 + at);
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (9 - place), 0);
  return nine + String((sum % 101) % 100).padStart(2, '0');
}

describe('imports at the same time', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let tpu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  it.each([1, 2, 3])(
    'of two universities that bring the same new people make each of them once (round %i)',
    async (round) => {
      const people = Array.from({ length: 200 }, (_, at) => at);
      const file = (order: number[]) =>
        roll(order.map((at) => student(`r${round}-${at}`, { СНИЛС: invented(round * 1_000 + at) })));
      const offices = [
        await openOffice(registry, tsu, `round ${round}`),
        await openOffice(registry, tpu, `round ${round}`),
      ] as const;
      await Promise.all([bring(offices[0], file(people)), bring(offices[1], file(people.toReversed()))]);
      const { rows } = await database.admin.raw(
        `select count(*)::int as records, count(distinct person_id)::int as people, count(distinct (national_number_hmac, birth_date))::int as humans
       from directory.source_records where source_key like ?`,
        [`r${round}-%`],
      );
      expect(rows).toEqual([{ records: 400, people: 200, humans: 200 }]);
      const orphans = await database.admin.raw(
        'select id from directory.people p where not exists (select from directory.source_records r where r.person_id = p.id)',
      );
      expect(orphans.rows).toEqual([]);
    },
  );

  it('of one source come one after the other, and the last one counts', async () => {
    const office = await openOffice(registry, tsu, 'one source');
    const files = Array.from({ length: 6 }, (_, at) =>
      roll([student('s1', { Фамилия: `Фамилия${at}` }), student('s2'), student(`s-${at}`)]),
    );
    await Promise.all(files.map((file) => bring(office, file)));
    const { rows } = await database.admin.raw(
      `select count(*)::int as believed from directory.affiliations a join directory.source_records r on r.id = a.source_record_id
       where r.source_key = 's2' and upper_inf(a.recorded)`,
    );
    expect(rows).toEqual([{ believed: 1 }]);
    expect(await personOf(database.admin, tsu, 's2')).toMatchObject({ version: 1, recordVersion: 1 });
    // Each file changed the name once; it was new with the first.
    expect(await personOf(database.admin, tsu, 's1')).toMatchObject({ recordVersion: 6 });
    const present = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (at) => (await personOf(database.admin, tsu, `s-${at}`))!.effective.length),
    );
    expect(present.filter((count) => count === 1)).toHaveLength(1);
  });

  it('of two sources that give one login to two people leave it with one', async () => {
    const offices = await Promise.all(['a', 'b', 'c', 'd'].map((label) => openOffice(registry, tsu, `login ${label}`)));
    const outcomes = await Promise.all(
      offices.map((office, at) =>
        bring(office, roll([student(`l-${at}`, { Логин: 'wanted.by.all' })]), { acceptShrink: true }),
      ),
    );
    expect(outcomes.map(({ record }) => record.counts?.refused).sort()).toEqual([0, 1, 1, 1]);
    const { rows } = await database.admin.raw(
      `select count(*)::int as n from directory.identifiers where value_normal = 'wanted.by.all@tsu.ru'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('applies an import that ten people confirm at once exactly once', async () => {
    const office = await openOffice(registry, tsu, 'confirmed by ten');
    const { record } = await bring(office, roll([student('c1')]), { dryRun: true });
    const place = await findSource(registry, { university: 'tsu', label: office.label });
    const order = {
      by: 'service:test' as const,
      ...place,
      input: { importId: record.id },
      dryRun: false,
      acceptShrink: false,
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => importRoll(registry, order)));
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(
      outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : [])),
    ).toEqual(Array.from({ length: 9 }, () => 'import.already_applied'));
    const { rows } = await database.admin.raw(
      `select count(*)::int as n from directory.audit_trail where action = 'roll.applied' and details->>'import' = ?`,
      [record.id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('whose database connection is cut in the middle leaves nothing, and the source free', async () => {
    const office = await openOffice(registry, tsu, 'cut');
    await database.admin.raw(`
      create function directory.linger() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return new; end $$;
      create trigger linger before insert on directory.affiliations for each row when (new.org_unit = 'Долго') execute function directory.linger();`);
    const going = bring(office, roll([student('x1'), student('x2', { Факультет: 'Долго' })])).catch(
      (error: unknown) => error,
    );
    for (let cut = 0; cut === 0; ) {
      const { rows } = await database.admin.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
      );
      cut = rows.length;
    }
    expect(await going).toMatchObject({ code: 'database.unavailable' });
    await database.admin.raw('drop function directory.linger cascade');
    expect(await personOf(database.admin, tsu, 'x1')).toBeUndefined();
    const { record } = await bring(office, roll([student('x1'), student('x2')]));
    expect(record).toMatchObject({ state: 'applied', counts: { new: 2 } });
  });
});
