import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blockingKeysOf } from './blocking-keys-of.ts';
import { compareRecords } from './compare-records.ts';
import { decide } from './decide.ts';
import { searchKeysOf } from './search-keys-of.ts';
import { recordOf } from './testing/record-of.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('Иванова', 'Ivanova', 'Аня', 'Анна', 'оглы', 'Zhang', 'Wei', '--', 'А.', 'нет', "Ё'ё"),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const record = (id: string) =>
  fc
    .record({
      familyName: words,
      givenName: maybe(words),
      patronymic: maybe(words),
      birthDate: maybe(fc.constantFrom('2001-03-04', '2001-04-03', '2001-03-05', '1970-01-01', 'soon')),
      nationalNumberMark: maybe(fc.constantFrom('aa', 'bb')),
      documentMark: maybe(fc.constantFrom('cc', 'dd')),
      email: maybe(words),
      phone: maybe(words),
      orcid: maybe(words),
      sex: maybe(fc.constantFrom('male' as const, 'female' as const)),
    })
    .map((fields) => recordOf(id, fields));

it('compares anything with anything, both ways alike, within its bounds', () => {
  fc.assert(
    fc.property(record('a'), record('b'), (a, b) => {
      const evidence = compareRecords(a, b);
      expect(compareRecords(b, a)).toEqual(evidence);
      for (const one of [a, b]) {
        const keys = blockingKeysOf(one);
        expect(keys.length).toBeLessThanOrEqual(6);
        expect(keys.every((key) => Buffer.byteLength(key) <= 40)).toBe(true);
        expect(searchKeysOf(one).length).toBeLessThanOrEqual(12);
      }
      const table = { records: 1_000, count: () => 1 };
      const decision = decide(a, [{ personId: 'p', records: [b] }], table);
      if (decision.kind === 'same') expect(evidence.birthDate).toBe('equal');
      expect(decide(a, [{ personId: 'p', records: [{ ...b, sourceId: a.sourceId }] }], table).kind).toBe('new');
    }),
    { numRuns: 400, seed: 3 },
  );
});
