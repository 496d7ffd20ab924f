import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { acrossUniversities, eraseRecords, mergePeople, splitPeople } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, student } from './registry.ts';

let database: FreshDatabase;
let registry: Registry;
const by = 'service:test';
const people: Record<string, string> = {};
const recordOf = async (number: string): Promise<string> =>
  (await database.admin('directory.source_records').where({ source_key: number }).first()).id;
const statusOf = async (personId: string): Promise<string> =>
  (await database.admin('directory.people').where({ id: personId }).first()).status;

beforeAll(async () => {
  database = await freshDatabase();
  registry = openRegistry(database.as('registrar'));
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  const [one, other] = [await openOffice(registry, tpu, 'sis'), await openOffice(registry, tsu, 'sis')];
  await bring(one, roll([student('10001'), student('10002')]));
  await bring(other, roll([student('20001'), student('20002')]));
  for (const number of ['10001', '10002']) people[number] = (await personOf(database.admin, tpu, number))!.personId;
  for (const number of ['20001', '20002']) people[number] = (await personOf(database.admin, tsu, number))!.personId;
});
afterAll(() => database.drop());

it.each([
  ['who would return', '10001', '20001', 'loser'],
  ['with whom he stayed', '10002', '20002', 'survivor'],
] as const)(
  'parting leaves nobody active of whom nothing is known: erased meanwhile was the part %s',
  async (...row) => {
    const [, here, there, part] = row;
    const order = () => ({ id: registry.newId(), method: 'operator', reason: 'test', decidedBy: [by] }) as const;
    const merged = (await acrossUniversities(registry.db, (tx) =>
      mergePeople(tx, [people[here]!, people[there]!], order()),
    ))!;
    const gone = part === 'loser' ? merged.loserId : merged.survivorId;
    const stays = part === 'loser' ? merged.survivorId : merged.loserId;
    const recordIds = [await recordOf([here, there].find((number) => people[number] === gone)!)];
    await acrossUniversities(registry.db, (tx) => eraseRecords(tx, registry.dataKey, { recordIds, by }));
    expect(await statusOf(merged.survivorId)).toBe('active');
    await acrossUniversities(registry.db, (tx) => splitPeople(tx, merged.mergeId, order()));
    expect([await statusOf(gone), await statusOf(stays)]).toEqual(['erased', 'active']);
    const told = await database.admin('directory.change_feed').where({ topic: 'person.erased', entity_id: gone });
    expect(told).toHaveLength(1);
  },
);
