import { describe, expect, it } from '@jest/globals';
import { cleanText, hasControlCharacters, wordKey } from './clean-text.ts';

describe('text of a cell', () => {
  it.each(['Ива\u0000нов', 'Иванов\u0007', '\u202eвонавИ', 'Ива\u00adнов', 'Ива\ufffdов'])(
    'has no place for %j',
    (text) => {
      expect(hasControlCharacters(text)).toBe(true);
    },
  );

  it.each(['Иванов-Петров', "O'Neill", 'Ёлкина\tАнна', 'Nguyễn'])('may be %j', (text) => {
    expect(hasControlCharacters(text)).toBe(false);
  });

  it('is stored in one spelling', () => {
    expect(cleanText('  Анна\u00a0\n Мария ')).toBe('Анна Мария');
    expect(cleanText('и\u0306')).toBe('й');
  });

  it('is compared without case, ё and closing dots', () => {
    expect(wordKey(' Учётная  запись: ')).toBe(wordKey('учетная запись'));
  });
});
