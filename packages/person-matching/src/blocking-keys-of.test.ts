import { describe, expect, it } from '@jest/globals';
import { blockingKeysOf } from './blocking-keys-of.ts';
import type { MatchRecord } from './match-record.ts';
import { recordOf } from './testing/record-of.ts';

describe('blockingKeysOf', () => {
  it.each<[string, Partial<MatchRecord>]>([
    ['a married name', { familyName: 'Кузнецова' }],
    ['another alphabet', { familyName: 'Ivanova', givenName: 'Anna', patronymic: 'Sergeevna' }],
    ['a short name', { givenName: 'Нюра' }],
    ['swapped cells', { familyName: 'Анна', givenName: 'Иванова' }],
    ['swapped day and month', { birthDate: '2001-04-03' }],
    ['a wrong year', { birthDate: '2011-03-04' }],
  ])('shares a key with %s', (_, change) => {
    const keys = blockingKeysOf(recordOf('a'));
    expect(blockingKeysOf(recordOf('b', change)).some((key) => keys.includes(key))).toBe(true);
  });

  it('shares a key by number, ORCID or e-mail where nothing else is equal', () => {
    for (const one of [
      { nationalNumberMark: 'ab'.repeat(32) },
      { orcid: '0000-0001-2345-6789' },
      { email: 'a@b.example' },
    ]) {
      const [a] = blockingKeysOf(recordOf('a', one));
      const [b] = blockingKeysOf(recordOf('b', { ...one, familyName: 'Ли', givenName: 'Вэй', birthDate: null }));
      expect(a).toBe(b);
    }
  });

  it('stays within six keys of forty bytes', () => {
    const record = recordOf('a', {
      familyName: '歐陽'.repeat(80),
      givenName: '𠮷𠮷𠮷𠮷',
      nationalNumberMark: 'ab'.repeat(64),
      email: `${'a'.repeat(200)}@b.example`,
      orcid: '0000-0001-2345-6789',
    });
    const keys = blockingKeysOf(record);
    expect(keys).toHaveLength(6);
    for (const key of keys) expect(Buffer.byteLength(key)).toBeLessThanOrEqual(40);
  });
});
