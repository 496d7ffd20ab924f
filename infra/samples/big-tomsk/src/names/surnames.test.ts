import { describe, expect, it } from '@jest/globals';
import { surnameOfWoman, surnames } from './surnames.ts';

describe('surnameOfWoman', () => {
  it.each([
    ['Семёнов', 'Семёнова'],
    ['Соловьёв', 'Соловьёва'],
    ['Ильин', 'Ильина'],
    ['Вознесенский', 'Вознесенская'],
    ['Трубецкой', 'Трубецкая'],
    ['Белый', 'Белая'],
    ['Шевченко', 'Шевченко'],
    ['Черных', 'Черных'],
    ['Цой', 'Цой'],
    ['Сташевич', 'Сташевич'],
  ])('%s → %s', (man, woman) => expect(surnameOfWoman(man)).toBe(woman));
});

describe('surnames', () => {
  it('names each once', () => {
    expect(surnames.filter((name, at) => surnames.indexOf(name) !== at)).toEqual([]);
  });
});
