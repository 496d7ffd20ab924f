import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import fc from 'fast-check';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { believedOf } from './believed.ts';
import { bring, openOffice, openRegistry, personOf, type Registry, roll, student } from './registry.ts';

const people = [1, 2, 3];
const wordOf = fc.record({
  Имя: fc.constantFrom('Анна', 'Мария', 'Пётр'),
  Категория: fc.constantFrom('студент', 'преподаватель'),
  'Действует по': fc.constantFrom('31.08.2099', '30.06.2025', ''),
  Факультет: fc.constantFrom('ММФ', 'ФФ'),
});

describe('rolls in any order', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let runs = 0;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  /** What is believed, without the names that make each run's people its own. */
  const believed = async (label: string, prefix: string) =>
    JSON.parse(
      JSON.stringify(await believedOf(database.admin, tsu, label), (key, value) =>
        key === 'person' ? undefined : value,
      ).replaceAll(prefix, ''),
    );

  it('of which each speaks of other people converge however they are shuffled and repeated, and repeating changes no version', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...people.map(() => wordOf)),
        fc.shuffledSubarray(people, { minLength: people.length }),
        fc.array(fc.constantFrom(...people), { maxLength: 1 }),
        async (said, order, repeated) => {
          const bringAll = async (numbers: readonly number[]) => {
            runs += 1;
            const [prefix, label] = [`run${runs}q`, `source ${runs}`];
            const office = await openOffice(registry, tsu, label);
            const line = (n: number) => student(`${prefix}${n}`, said[n - 1]!);
            for (const n of numbers) await bring(office, roll([line(n)]), { partial: true });
            return { office, prefix, label, line };
          };
          const one = await bringAll(people);
          const other = await bringAll([...order, ...repeated]);
          expect(await believed(other.label, other.prefix)).toEqual(await believed(one.label, one.prefix));
          for (const n of repeated) {
            expect(await personOf(database.admin, tsu, `${other.prefix}${n}`)).toMatchObject({
              version: 1,
              recordVersion: 1,
            });
          }
          // And the whole of it in one file is nothing new.
          const { record } = await bring(other.office, roll(people.map(other.line)));
          expect(record.counts).toMatchObject({ new: 0, changed: 0, ending: 0, unchanged: people.length });
        },
      ),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
