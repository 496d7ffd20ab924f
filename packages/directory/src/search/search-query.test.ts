import { describe, expect, it } from '@jest/globals';
import { foldedKey } from '@onecampus/person-matching';
import { nearSpellings } from './near-spellings.ts';
import { searchQuery } from './search-query.ts';

describe('a search as typed', () => {
  it('is the same in both alphabets', () => {
    expect(searchQuery('Хрущёв Ник').words).toEqual(searchQuery('khrushchev nik').words);
    expect(searchQuery('ИВАНОВ И.').words).toEqual([['ivanov'], ['i']]);
  });

  it('takes a short form for its full names, and goes on over a vowel that the folding drops', () => {
    expect(searchQuery('Саша').words[0]).toEqual(expect.arrayContaining(['aleksandr', 'aleksandra']));
    for (const [typed, name] of [
      ['Юли', 'Юлия'],
      ['Мари', 'Мария'],
      ['Анастаси', 'Анастасия'],
    ] as const) {
      expect(searchQuery(typed).words[0]!.some((one) => foldedKey(name).startsWith(one))).toBe(true);
    }
  });

  it('is an identifier or an address only as one word', () => {
    expect(searchQuery(' Ivanov.I@tpu.ru ').whole).toBe('ivanov.i@tpu.ru');
    expect(searchQuery('Иванов Иван').whole).toBeUndefined();
    expect(searchQuery('  ')).toEqual({ words: [], whole: undefined });
  });

  it('is cut where it is endless', () => {
    expect(searchQuery('а '.repeat(10_000)).words).toHaveLength(1);
    expect(searchQuery('аб бв вг гд де еж жз'.repeat(99)).words).toHaveLength(5);
  });
});

describe('near spellings', () => {
  it('are one slip away', () => {
    expect(nearSpellings('ivanov')).toEqual(expect.arrayContaining(['ivnaov', 'ivanv', 'ivannov', 'ibanov']));
    expect(nearSpellings('ivanov')).not.toContain('ivanov');
    expect(nearSpellings('li')).toEqual([]);
  });
});
