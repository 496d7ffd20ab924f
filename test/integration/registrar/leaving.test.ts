import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepVersions, type University, withinUniversity } from '@onecampus/directory';
import { announceDeparture } from '@onecampus/registrar/use-cases/announce-departure';
import { decideDeparture } from '@onecampus/registrar/use-cases/decide-departure';
import { exportUniversity } from '@onecampus/registrar/use-cases/export-university';
import { leaveConsortium } from '@onecampus/registrar/use-cases/leave-consortium';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, snils, student } from './registry.ts';

const operator = 'client:operator';
const administrator = 'person:01890000-0000-7000-8000-000000000001';

type Line = Record<string, unknown> & { type: string };

describe('a university leaves', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tpu: University;
  let tsu: University;
  let shared: string;
  let onlyTpu: string;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    const both = student('90001', { СНИЛС: snils[0]!, Фамилия: 'Общева' });
    const offices = { tpu: await openOffice(registry, tpu, 'sis'), tsu: await openOffice(registry, tsu, 'sis') };
    await bring(offices.tpu, roll([both, student('90002', { Фамилия: 'Томова', СНИЛС: snils[1]! }), student('90003')]));
    await bring(offices.tsu, roll([both, student('80002', { Фамилия: 'Сибирова' })]));
    shared = (await personOf(database.admin, tpu, '90001'))!.personId;
    onlyTpu = (await personOf(database.admin, tpu, '90002'))!.personId;
    await database.admin('directory.staff_roles').insert({
      id: shared,
      person_id: shared,
      university_id: tpu.id,
      role: 'registrar',
      granted_by: 'service:test',
    });
    const record = await database.admin('directory.source_records').where({ person_id: onlyTpu }).first();
    await withinUniversity(registry.db, tpu.id, (tx) =>
      keepVersions(tx, registry.dataKey, [
        {
          recordId: record.id,
          universityId: tpu.id,
          version: 0,
          values: {
            family_name: 'Девичьева',
            given_name: 'Анна',
            patronymic: null,
            birth_date: null,
            email: null,
            phone: null,
          },
          nationalNumberHmac: null,
          missingSince: null,
          recordedFrom: '2026-01-01T00:00:00Z',
        },
      ]),
    );
  });
  afterAll(() => database.drop());

  /** Every row that names the university, table by table, as text. */
  async function rowsOf(university: University): Promise<Record<string, string>> {
    const { rows: tables } = await database.admin.raw<{ rows: { name: string }[] }>(
      `select c.table_schema || '.' || c.table_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.column_name = 'university_id' and t.table_type = 'BASE TABLE' and c.table_schema in ('directory', 'registrar')
         and c.table_name not in ('change_feed', 'audit_trail') order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await database.admin.raw<{ rows: { text: string }[] }>(
        `select t::text as text from ${name} t where university_id = ? order by 1`,
        [university.id],
      );
      found[name] = rows.map(({ text }) => text).join('\n');
    }
    return found;
  }
  async function exported(): Promise<{ text: string; lines: Line[] }> {
    const { lines } = await exportUniversity(registry, { by: operator, university: 'tpu' });
    let text = '';
    for await (const line of lines) text += line;
    return {
      text,
      lines: text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
    };
  }
  const leave = () => leaveConsortium(registry, { by: operator, university: 'tpu' });

  it('takes everything of its own along, with the past opened and a seal that fits', async () => {
    const { text, lines } = await exported();
    const seal = lines.at(-1) as unknown as { counts: object; sha256: Record<string, string>; sha256_of_all: string };
    expect(seal.counts).toMatchObject({ source: 1, record: 3, role: 1 });
    const body = text.slice(0, text.trimEnd().lastIndexOf('\n') + 1);
    expect(seal.sha256_of_all).toBe(createHash('sha256').update(body).digest('hex'));
    const ofRecords = body.split('\n').filter((line) => line.startsWith('{"type":"record"'));
    expect(seal.sha256['record']).toBe(
      createHash('sha256')
        .update(`${ofRecords.join('\n')}\n`)
        .digest('hex'),
    );
    const record = lines.find((line) => line['source_key'] === '90002')!;
    expect(record).toMatchObject({
      family_name: 'Томова',
      birth_date: '2006-04-12',
      has_national_number: true,
      affiliations: [{ affiliation: 'student', scope: 'tpu.ru', org_unit: 'ММФ' }],
      history: [{ version: 0, values: { family_name: 'Девичьева' } }],
    });
    expect((record['identifiers'] as { value: string }[]).map(({ value }) => value).sort()).toEqual([
      '90002',
      'u90002@tpu.ru',
    ]);
    expect(text).not.toContain('Сибирова');
    expect(text).not.toContain('tsu.ru');
  });

  it('goes only when it was announced, agreed to by another, and the day has come', async () => {
    await expect(leave()).rejects.toMatchObject({ code: 'departure.unknown' });
    const announce = (leavesAt: Date) => announceDeparture(registry, { by: operator, university: 'tpu', leavesAt });
    await announce(new Date(Date.now() + 3_600_000));
    await expect(announce(new Date())).rejects.toMatchObject({ code: 'departure.announced_already' });
    await expect(leave()).rejects.toMatchObject({ code: 'departure.not_agreed' });
    const decide = (by: typeof operator | typeof administrator, decision: 'agree' | 'withdraw') =>
      decideDeparture(registry, { by, university: 'tpu', decision });
    await expect(decide(operator, 'agree')).rejects.toMatchObject({ code: 'departure.second_pair_of_eyes' });
    await decide(administrator, 'agree');
    await expect(leave()).rejects.toMatchObject({ code: 'departure.too_early' });
    await decide(operator, 'withdraw');
    await announce(new Date(Date.now() - 1_000));
    await decide(administrator, 'agree');
    const { rows } = await database.admin.raw(`select status from directory.universities where id = ?`, [tpu.id]);
    expect(rows).toEqual([{ status: 'active' }]);
  });

  it('stops anywhere and goes on, and the others’ rows stay as they are to the byte', async () => {
    const before = await rowsOf(tsu);
    // Dies after its first batch: the rest of the records is as living as before.
    await database.admin.raw(`create function public.die() returns trigger language plpgsql as $$ begin
      if (select count(*) from directory.departures where begun_at is not null) > 0 then raise exception 'killed'; end if; return new; end $$;
      create trigger die before update on directory.data_keys for each row execute function public.die();
      create trigger die_too before insert on directory.data_keys for each row execute function public.die();`);
    await expect(leave()).rejects.toBeDefined();
    const { rows: shut } = await database.admin.raw(
      `select status, (select count(*)::int from directory.source_records where university_id = u.id and erased_at is null) as living
       from directory.universities u where id = ?`,
      [tpu.id],
    );
    expect(shut).toEqual([{ status: 'left', living: 3 }]);
    await database.admin.raw(`drop function public.die() cascade`);
    const newcomer = bring({ registry, university: tpu, label: 'sis' }, roll([student('90009')]), { partial: true });
    await expect(newcomer).rejects.toMatchObject({ code: 'row.refused' });

    const done = await leave();
    expect(done).toMatchObject({ counts: { records: 3, people: 2, versions: 1 } });
    expect(done.finishedAt).not.toBeNull();
    expect(await rowsOf(tsu)).toEqual(before);
  });

  it('leaves people known elsewhere as they are there, ends the others, and keeps their identifiers for ever', async () => {
    const { rows } = await database.admin.raw(
      `select id, status from directory.people where id in (?, ?) order by status`,
      [shared, onlyTpu],
    );
    expect(rows).toEqual([
      { id: shared, status: 'active' },
      { id: onlyTpu, status: 'erased' },
    ]);
    expect((await personOf(database.admin, tsu, '90001'))!.effective).toEqual(['student@tsu.ru']);
    const ofTpu = await database.admin('directory.identifiers').where({ university_id: tpu.id });
    expect(ofTpu).toHaveLength(6);
    expect(ofTpu.every(({ state, value, value_hmac }) => state === 'tombstone' && value === null && value_hmac)).toBe(
      true,
    );
    const text = Object.values(await rowsOf(tpu)).join('\n');
    for (const gone of ['Общева', 'Томова', 'Ёлкина', '90002', 'ММФ', 'u90003']) expect(text).not.toContain(gone);
    const roles = await database.admin('directory.staff_roles').where({ university_id: tpu.id, revoked_at: null });
    expect(roles).toEqual([]);
  });

  it('a second time is no change', async () => {
    const all = async () => [
      await rowsOf(tpu),
      await rowsOf(tsu),
      await database.admin('directory.audit_trail').count(),
    ];
    const before = await all();
    const again = await leave();
    expect(again.finishedAt).not.toBeNull();
    expect(await all()).toEqual(before);
  });
});
