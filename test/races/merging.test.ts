import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, splitPeople, type University } from '@onecampus/directory';
import { matchDue } from '@onecampus/registrar/use-cases/match-due';
import { uuidv7 } from '@onecampus/runtime';
import {
  bring,
  type Office,
  openOffice,
  openRegistry,
  personOf,
  roll,
  snils,
  student,
} from '../integration/registrar/registry.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

describe('merging people while others do', () => {
  let database: FreshDatabase;
  let tpu: University;
  let tsu: University;
  let registries: ReturnType<typeof openRegistry>[];
  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    registries = [openRegistry(database.as('registrar')), openRegistry(database.as('registrar'))];
  });
  afterAll(() => database.drop());

  const order = () => ({ id: uuidv7(), method: 'operator', reason: 'race', decidedBy: ['service:test'] }) as const;
  const merge = (at: number, one: string, other: string) =>
    acrossUniversities(registries[at % 2]!.db, (tx) => mergePeople(tx, [one, other], order()));
  const split = (at: number, id: string) =>
    acrossUniversities(registries[at % 2]!.db, (tx) => splitPeople(tx, id, order()));
  /** Nobody's record stands with somebody who is no longer anybody, and each stands where its home leads. */
  const expectNothingAstray = async () => {
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select r.id, p.status from directory.source_records r join directory.people p on p.id = r.person_id
       left join directory.record_homes h on h.source_record_id = r.id
       where p.status <> 'active' or directory.canonical_person(coalesce(h.home_person_id, r.person_id)) <> r.person_id`,
    );
    expect(rows).toEqual([]);
  };
  const arrange = async (count: number) => {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) {
      ids.push((await arrangePerson(database.admin, { university: at % 2 ? tpu : tsu })).personId);
    }
    return ids;
  };

  it('makes one of overlapping pairs that are merged at the same moment', async () => {
    const ids = await arrange(6);
    const pairs = ids.flatMap((one, at) => [
      [one, ids[(at + 1) % 6]!],
      [ids[(at + 3) % 6]!, one],
    ]);
    const done = await Promise.all(pairs.map(([one, other], at) => merge(at, one!, other!)));
    expect(done.filter((merged) => merged !== undefined)).toHaveLength(5);
    const { rows } = await database.admin.raw<{ rows: { people: number }[] }>(
      `select count(distinct person_id)::int as people from directory.source_records where directory.canonical_person(person_id) in (select directory.same_person(?))`,
      [ids[0]!],
    );
    expect(rows[0]!.people).toBe(1);
    await expectNothingAstray();
  });

  it('loses nothing where people are merged and parted at once, each merge being undone once', async () => {
    const ids = await arrange(5);
    for (let turn = 0; turn < 2; turn += 1) {
      const merges = await Promise.all(ids.slice(1).map((id, at) => merge(at, id, ids[at]!)));
      const outcomes = await Promise.allSettled(
        merges.flatMap((done, at) =>
          done ? [split(at, done.mergeId), split(at + 1, done.mergeId), merge(at, ids[0]!, ids[4]!)] : [],
        ),
      );
      const refused = outcomes
        .filter((one) => one.status === 'rejected')
        .map(({ reason }) => (reason as { code: string }).code);
      expect(new Set(refused)).toEqual(new Set(['merge.undone']));
      await expectNothingAstray();
      const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
        `select e.id from directory.merge_events e where e.kind = 'merge' and e.loser_id = any(?::uuid[])
           and not exists (select from directory.merge_events u where u.undoes = e.id)`,
        [ids] as never,
      );
      for (const { id } of rows) await split(0, id);
    }
    const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from directory.people where id = any(?::uuid[]) and status = 'active'`,
      [ids] as never,
    );
    expect(rows[0]!.n).toBe(5);
  });

  it('refuses a newcomer whose person is merged at that very moment, and takes him at the second try', async () => {
    const [older, younger] = await arrange(2);
    const newcomer = () =>
      database.admin.raw(
        `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
         select ?, source_id, university_id, ?, directory.canonical_person(?), 'Семёнова' from directory.source_records where person_id = ? limit 1`,
        [uuidv7(), uuidv7(), younger!, older!],
      );
    let late: Promise<unknown> | undefined;
    await acrossUniversities(registries[0]!.db, async (tx) => {
      await mergePeople(tx, [older!, younger!], order());
      // The newcomer still sees the person of before, and waits at his key.
      late = newcomer().then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
      await waitingForALock(database.admin);
    });
    expect(await late).toBe('database.busy');
    await newcomer();
    await expectNothingAstray();
  });

  it('imports while the people of the roll are merged and parted: every row arrives, nobody is lost', async () => {
    const offices: Office[] = [
      await openOffice(registries[0]!, tpu, 'race'),
      await openOffice(registries[1]!, tsu, 'race'),
    ];
    const lines = (turn: number, from: number) =>
      roll([
        ...Array.from({ length: 15 }, (_, at) =>
          student(`r${at}`, { Имя: `Анна${turn}`, Логин: `r${at}`, Факультет: `Ф${turn % 2}` }),
        ),
        // Newcomers who are recognised by the number of somebody who is being merged just then.
        ...snils.slice(0, 3).map((number, at) => student(`n${from}-${at}`, { СНИЛС: number, Логин: '' })),
      ]);
    await bring(offices[0]!, lines(0, 0));
    await bring(offices[1]!, lines(0, 0));
    let importing = true;
    const merging = (async () => {
      for (let turn = 0; importing; turn += 1) {
        const at = turn % 18;
        const number = at < 15 ? `r${at}` : `n0-${at - 15}`;
        const [one, other] = [
          await personOf(database.admin, tpu, number),
          await personOf(database.admin, tsu, `r${(at + 7) % 15}`),
        ];
        const merged = await merge(turn, one!.personId, other!.personId);
        if (merged && turn % 3 > 0) await split(turn, merged.mergeId);
      }
    })();
    const runs = await Promise.allSettled(
      offices.map(async (office, which) => {
        for (let turn = 1; turn <= 3; turn += 1) await bring(office, lines(turn, turn + 10 * which), { partial: true });
      }),
    );
    importing = false;
    await merging;
    expect(runs).toEqual([
      expect.objectContaining({ status: 'fulfilled' }),
      expect.objectContaining({ status: 'fulfilled' }),
    ]);
    await expectNothingAstray();
    const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from directory.source_records where source_key like 'r%' and given_name = 'Анна3' or source_key like 'n%'`,
    );
    expect(rows[0]!.n).toBe(2 * 15 + 2 * 3 + 2 * 3 * 3);
  });

  it('matches with two instances at once: each pair becomes one once, and nothing stays due', async () => {
    await database.admin.raw(`delete from directory.match_due`);
    await database.admin.raw(`insert into directory.match_frequencies (term, records) values ('records', 200000)`);
    const line = (at: number) =>
      student(`m${at}`, {
        Фамилия: `Верещаг${'абвгдежзик'[at % 10]}${'лмнопрстуф'[Math.floor(at / 10)]}ина`,
        Логин: '',
        Отчество: 'Ильинична',
        'Эл. почта': `m${at}@example.org`,
      });
    const all = roll(Array.from({ length: 20 }, (_, at) => line(at)));
    await bring(await openOffice(registries[0]!, tpu, 'match'), all);
    await bring(await openOffice(registries[1]!, tsu, 'match'), all);
    const before = await mergeCount();
    const runs = await Promise.all([...registries, ...registries].map((registry) => matchDue(registry)));
    // Whom two of them wanted at the same moment, one of them left for later.
    await database.admin.raw('update directory.match_due set claimed_until = null');
    runs.push(await matchDue(registries[0]!));
    expect(runs.reduce((sum, { linked }) => sum + linked, 0)).toBe(20);
    expect((await mergeCount()) - before).toBe(20);
    const { rows } = await database.admin.raw<{ rows: { due: number }[] }>(
      'select count(*)::int as due from directory.match_due',
    );
    expect(rows[0]!.due).toBe(0);
    await expectNothingAstray();
  });

  async function waitingForALock(admin: typeof database.admin): Promise<void> {
    for (;;) {
      const { rows } = await admin.raw<{ rows: unknown[] }>(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
    }
  }

  async function mergeCount(): Promise<number> {
    const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from directory.merge_events where kind = 'merge'`,
    );
    return rows[0]!.n;
  }
});
