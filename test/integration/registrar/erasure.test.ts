import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { askErasure } from '@onecampus/registrar/use-cases/ask-erasure';
import { decideErasure } from '@onecampus/registrar/use-cases/decide-erasure';
import { saveRetention } from '@onecampus/registrar/use-cases/save-retention';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, snils, student } from './registry.ts';

const asker = 'client:operator';
const other = 'person:01890000-0000-7000-8000-000000000001';

describe('erasing a person', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tpu: University;
  let tsu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  let made = 0;
  /** One human with a record at both universities, known by one national number. */
  async function arrangeShared() {
    made += 1;
    const number = `7${made}001`;
    const line = student(number, { СНИЛС: snils[made - 1]!, Фамилия: 'Стиранова', Имя: `Вера${made}` });
    for (const university of [tpu, tsu]) {
      await bring(await openOffice(registry, university, 'sis'), roll([line]), { partial: true });
    }
    const { personId } = (await personOf(database.admin, tpu, number))!;
    expect((await personOf(database.admin, tsu, number))!.personId).toBe(personId);
    return { personId, number };
  }
  const erase = async (personId: string, university: University) => {
    const [asked] = await askErasure(registry, { by: asker, personId, university: university.slug, basis: 'request' });
    return decideErasure(registry, { by: other, erasureId: asked!.id, decision: 'erase' });
  };
  const statusOf = async (personId: string) =>
    (await database.admin('directory.people').where({ id: personId }).first()).status as string;

  it('takes one university’s part and leaves the other’s as it was, until the last part ends the person', async () => {
    const { personId, number } = await arrangeShared();
    const ofTsu = () => database.admin.raw(`select * from directory.source_records where university_id = ?`, [tsu.id]);
    const before = (await ofTsu()).rows;
    const first = await erase(personId, tpu);
    expect(first).toMatchObject({
      state: 'done',
      whole: false,
      destroyed: { records: 1, identifiers: 2, affiliations: 1 },
    });
    expect((await ofTsu()).rows).toEqual(before);
    expect(await statusOf(personId)).toBe('active');
    expect(await personOf(database.admin, tpu, number)).toBeUndefined();
    expect((await personOf(database.admin, tsu, number))!.effective).toEqual(['student@tsu.ru']);

    const second = await erase(personId, tsu);
    expect(second).toMatchObject({ whole: true });
    expect(await statusOf(personId)).toBe('erased');
    const topics = await database.admin('directory.change_feed').where({ entity_id: personId }).pluck('topic');
    expect(topics).toContain('person.erased');
    const marks = await database.admin('directory.national_number_marks').where({ person_id: personId });
    expect(marks).toEqual([]);
    const { rows: left } = await database.admin.raw(
      `select wrapped from directory.data_keys k join directory.source_records r on r.id = k.source_record_id where r.person_id = ?`,
      [personId],
    );
    expect(left).toEqual([{ wrapped: null }, { wrapped: null }]);
  });

  it('needs a second pair of eyes, and happens once', async () => {
    const { personId } = await arrangeShared();
    const [asked] = await askErasure(registry, { by: asker, personId, university: 'tpu', basis: 'request' });
    const decide = (by: 'client:operator' | typeof other) =>
      decideErasure(registry, { by, erasureId: asked!.id, decision: 'erase' });
    await expect(decide(asker)).rejects.toMatchObject({ code: 'erasure.second_pair_of_eyes' });
    await expect(
      askErasure(registry, { by: other, personId, university: 'tpu', basis: 'order' }),
    ).rejects.toMatchObject({
      code: 'erasure.asked_already',
    });
    const outcomes = await Promise.allSettled([decide(other), decide(other)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'erasure.decided' } });
    // The database holds the rule where no program does.
    const alone = database.admin.raw(
      `update directory.erasures set decided_by = asked_by where state = 'done' and basis = 'request'`,
    );
    await expect(alone).rejects.toMatchObject({ details: { constraint: 'four_eyes_erase' } });
  });

  it('ends the person though both parts are erased at the same moment', async () => {
    const { personId } = await arrangeShared();
    const parts = await askErasure(registry, { by: asker, personId, basis: 'order' });
    expect(parts.map(({ university }) => university)).toEqual(['tpu', 'tsu']);
    await Promise.all(parts.map(({ id }) => decideErasure(registry, { by: other, erasureId: id, decision: 'erase' })));
    expect(await statusOf(personId)).toBe('erased');
  });

  it('rests on retention only where the university says for how long it keeps people and that time is over', async () => {
    const { personId } = await arrangeShared();
    const ask = () => askErasure(registry, { by: asker, personId, university: 'tpu', basis: 'retention' });
    await expect(ask()).rejects.toMatchObject({ code: 'erasure.too_early' });
    await saveRetention(registry, { by: asker, university: 'tpu', days: 365 });
    await expect(ask()).rejects.toMatchObject({ code: 'erasure.too_early' });
    await database.admin.raw(
      `update directory.affiliations set valid = tstzrange('2020-09-01', '2021-07-01') where person_id = ? and university_id = ?`,
      [personId, tpu.id],
    );
    await database.admin.raw(`update directory.source_records set updated_at = '2021-07-01' where person_id = ?`, [
      personId,
    ]);
    const [asked] = await ask();
    const done = await decideErasure(registry, { by: asker, erasureId: asked!.id, decision: 'erase' });
    expect(done).toMatchObject({ state: 'done', destroyed: { records: 1 } });
  });

  it('knows nothing of somebody else’s people', async () => {
    const { personId } = await arrangeShared();
    const [asked] = await askErasure(registry, { by: asker, personId, university: 'tpu', basis: 'request' });
    const foreign = decideErasure(registry, {
      by: other,
      erasureId: asked!.id,
      decision: 'erase',
      universityIds: [tsu.id],
    });
    await expect(foreign).rejects.toMatchObject({ code: 'erasure.unknown' });
    const nobody = askErasure(registry, { by: asker, personId: asked!.id, basis: 'request' });
    await expect(nobody).rejects.toMatchObject({ code: 'person.unknown' });
  });
});
