import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { keepVersions, type RecordChange, readVersions, withinUniversity } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const dataKey = Buffer.alloc(32, 9);
const earlier = new Date('2026-09-01T00:00:00Z');

describe('the history of a record', () => {
  let database: FreshDatabase;
  let registrar: Db;
  let universityId: string;
  let foreignId: string;
  beforeAll(async () => {
    database = await freshDatabase();
    registrar = database.as('registrar');
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    universityId = tpu.id;
    foreignId = tsu.id;
    for (let made = 0; made < 6; made += 1) await arrangePerson(database.admin, { university: tpu });
  });
  afterAll(() => database.drop());

  const recordIds = async () =>
    (await database.admin('directory.source_records').orderBy('id').select('id')).map(({ id }) => id as string);
  const change = (recordId: string, version = 1, family_name = 'Тайнова'): RecordChange => ({
    recordId,
    universityId,
    version,
    values: {
      family_name,
      given_name: 'Анна',
      patronymic: null,
      birth_date: '2004-05-06',
      email: null,
      phone: '+73822',
    },
    nationalNumberHmac: null,
    missingSince: null,
    recordedFrom: earlier,
  });
  const keep = (changes: readonly RecordChange[], importId?: string) =>
    withinUniversity(registrar, universityId, (tx) =>
      keepVersions(tx, dataKey, changes, importId === undefined ? {} : { importId }),
    );

  it('comes back newest first, and is unreadable in the database', async () => {
    const [recordId] = await recordIds();
    const importId = '01890000-0000-7000-8000-000000000001';
    await keep([change(recordId!)]);
    await keep([change(recordId!, 2, 'Явнова')], importId);
    const versions = await withinUniversity(registrar, universityId, (tx) => readVersions(tx, dataKey, recordId!));
    expect(
      versions.map(({ version, values, replacedByImport }) => [version, values.family_name, replacedByImport]),
    ).toEqual([
      [2, 'Явнова', importId],
      [1, 'Тайнова', null],
    ]);
    expect(versions[0]!.recordedFrom).toEqual(earlier);
    expect(versions[0]!.recordedUntil.getTime()).toBeGreaterThan(earlier.getTime());
    const stored = await database.admin('directory.source_record_versions').where({ source_record_id: recordId });
    expect(stored).toHaveLength(2);
    for (const { sealed } of stored) expect(sealed.includes(Buffer.from('нова'))).toBe(false);
  });

  it('opens neither under another key nor in another place', async () => {
    const [, first, second] = await recordIds();
    await keep([change(first!), change(second!)]);
    const read = (recordId: string, key: Buffer) =>
      withinUniversity(registrar, universityId, (tx) => readVersions(tx, key, recordId));
    await expect(read(first!, Buffer.alloc(32, 8))).rejects.toThrow('does not open');
    await database.admin.raw(
      `update directory.data_keys set wrapped = (select wrapped from directory.data_keys where source_record_id = ?)
       where source_record_id = ?`,
      [first!, second!],
    );
    await expect(read(second!, dataKey)).rejects.toThrow('does not open');
  });

  it('makes one key although two begin at the same moment', async () => {
    const record = (await recordIds())[3]!;
    await Promise.all([keep([change(record)]), keep([change(record, 2)]), keep([change(record, 3)])]);
    const versions = await withinUniversity(registrar, universityId, (tx) => readVersions(tx, dataKey, record));
    expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('is kept of no record whose key was destroyed, and there is none to read', async () => {
    const record = (await recordIds())[4]!;
    await keep([change(record)]);
    await database
      .admin('directory.data_keys')
      .where({ source_record_id: record })
      .update({ wrapped: null, destroyed_at: new Date() });
    await expect(keep([change(record, 2)])).rejects.toMatchObject({ code: 'record.erased' });
    await withinUniversity(registrar, universityId, async (tx) =>
      expect(await readVersions(tx, dataKey, record)).toEqual([]),
    );
  });

  it('belongs to the university of the record', async () => {
    const record = (await recordIds())[5]!;
    await keep([change(record)]);
    await withinUniversity(registrar, foreignId, async (tx) =>
      expect(await readVersions(tx, dataKey, record)).toEqual([]),
    );
    const foreign = withinUniversity(registrar, foreignId, (tx) => keepVersions(tx, dataKey, [change(record, 2)]));
    await expect(foreign).rejects.toBeDefined();
  });

  it('takes five thousand changes in a few statements', async () => {
    await database.admin.raw(
      `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
       select directory.new_id(), source_id, university_id, 'many-' || n, person_id, 'Много'
       from (select * from directory.source_records limit 1) one cross join generate_series(1, 5000) n`,
    );
    const ids = (
      await database.admin('directory.source_records').where('source_key', 'like', 'many-%').select('id')
    ).map(({ id }) => id as string);
    let statements = 0;
    await withinUniversity(registrar, universityId, async (tx) => {
      tx.on('query', () => {
        statements += 1;
      });
      await keepVersions(
        tx,
        dataKey,
        ids.map((id) => change(id)),
      );
    });
    expect(statements).toBeLessThanOrEqual(10);
    const { rows } = await database.admin.raw(
      `select count(*)::int as kept, count(distinct k.wrapped)::int as keys
       from directory.source_record_versions v join directory.data_keys k using (source_record_id) join directory.source_records r on r.id = source_record_id
       where r.source_key like 'many-%'`,
    );
    expect(rows).toEqual([{ kept: 5_000, keys: 5_000 }]);
  });
});
