import { expect, it } from '@jest/globals';
import { blockingKeysOf } from './blocking-keys-of.ts';
import { compareRecords } from './compare-records.ts';
import { decide } from './decide.ts';
import type { MatchRecord } from './match-record.ts';
import { searchKeysOf } from './search-keys-of.ts';
import { recordOf } from './testing/record-of.ts';

const names = [
  'Иванова',
  'Ivanova',
  'Анна',
  'Аня',
  'Яна',
  'Петрова-Анна',
  'Zhang',
  'Wei',
  '张',
  'А.',
  '--',
  'нет',
  "Ё'ё",
  'оглы',
  '',
];
const odd = [
  '\0',
  '\ud800',
  '😀',
  '\u202e',
  'ъ',
  "''",
  'ﬁ',
  'İ',
  ' ',
  'ye',
  '9'.repeat(300),
  'a@b.example',
  '+7 913 111 22 33',
];
const dates = ['2001-03-04', '2001-04-03', '2001-03-05', '1970-01-01', 'soon', null];

/** Lehmer's generator: the same thousand pairs in every run. */
function* fields(): Generator<(id: string) => MatchRecord> {
  let state = 42;
  const pick = <T>(list: readonly T[]): T => {
    state = (state * 48_271) % 2_147_483_647;
    return list[state % list.length]!;
  };
  const text = (): string =>
    pick([pick(names), pick(names), pick(odd), pick(names) + pick(odd), `${pick(names)} ${pick(names)}`]);
  for (;;) {
    const made = {
      familyName: text(),
      givenName: pick([text(), text(), null]),
      patronymic: pick([text(), null]),
      birthDate: pick(dates),
      nationalNumberMark: pick(['aa', 'bb', null]),
      documentMark: pick(['cc', 'dd', null]),
      email: pick([text(), 'a@b.example', null]),
      phone: pick([text(), '89131112233', null]),
      orcid: pick([text(), null]),
      sex: pick(['male', 'female', null] as const),
    };
    yield (id) => recordOf(id, made);
  }
}

it('compares anything with anything, both ways alike, within its bounds', () => {
  const made = fields();
  const table = { records: 1_000, count: () => 1 };
  for (let pair = 0; pair < 1_000; pair += 1) {
    const [a, b] = [made.next().value('a'), made.next().value('b')];
    const evidence = compareRecords(a, b);
    const decision = decide(a, [{ personId: 'p', records: [b] }], table);
    const inOneSource = decide(a, [{ personId: 'p', records: [{ ...b, sourceId: a.sourceId }] }], table);
    const keys = blockingKeysOf(a);
    expect({ a, b, evidence }).toEqual({ a, b, evidence: compareRecords(b, a) });
    expect(keys.length <= 6 && keys.every((key) => Buffer.byteLength(key) <= 40)).toBe(true);
    expect(searchKeysOf(a).length).toBeLessThanOrEqual(12);
    expect(decision.kind !== 'same' || evidence.birthDate === 'equal').toBe(true);
    expect(inOneSource.kind).toBe('new');
  }
});
