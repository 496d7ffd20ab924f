import { describe, expect, it } from '@jest/globals';
import { searchWords } from './search-words.ts';

const nobody = { givenName: null, patronymic: null, email: null };

describe('search words', () => {
  it('are the family and the given name, each with the rest of the name in the order of a list', () => {
    expect(searchWords({ familyName: 'Иванов', givenName: 'Пётр', patronymic: 'Ильич', email: null })).toEqual([
      { rank: 0, word: 'ivanov', rest: 'petr iliq' },
      { rank: 1, word: 'petr', rest: 'ivanov iliq' },
    ]);
  });

  it('are each part of a double name, and the full form of a short one', () => {
    const words = searchWords({ familyName: 'Римский-Корсаков', givenName: 'Саша', patronymic: null, email: null });
    expect(words.map((one) => `${one.rank} ${one.word} (${one.rest})`)).toEqual(
      [
        '0 rimski (sasa korsakov)',
        '0 korsakov (sasa rimski)',
        '1 sasa (rimski korsakov)',
        '1 aleksandr (rimski korsakov)',
        '1 aleksandra (rimski korsakov)',
      ].map((line) => line.replaceAll('sasa', words[2]!.word).replaceAll('rimski', words[0]!.word)),
    );
  });

  it('have an address in small letters, and nothing for what says nothing', () => {
    expect(searchWords({ ...nobody, familyName: '-', email: ' Li.Wei@TPU.ru ' })).toEqual([
      { rank: 2, word: 'li.wei@tpu.ru', rest: '' },
    ]);
  });

  it('stay short however long a name is', () => {
    const long = 'ё'.repeat(1_000);
    const words = searchWords({
      familyName: long,
      givenName: `${long} ${long}`,
      patronymic: long,
      email: 'x'.repeat(999),
    });
    expect(Math.max(...words.map((one) => one.word.length))).toBeLessThanOrEqual(128);
    expect(Math.max(...words.map((one) => one.rest.length))).toBeLessThanOrEqual(200);
  });
});
