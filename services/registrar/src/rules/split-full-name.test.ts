import { describe, expect, it } from '@jest/globals';
import { splitFullName } from './split-full-name.ts';

describe('a whole name in one cell', () => {
  it.each([
    ['Иванова-Петрова Анна Сергеевна', ['Иванова-Петрова', 'Анна', 'Сергеевна']],
    ['Мамедов Али Гасан оглы', ['Мамедов', 'Али', 'Гасан оглы']],
    ['Li Wei', ['Li', 'Wei', null]],
    ['Smith, John', ['Smith', 'John', null]],
    ['Сукарно', ['Сукарно', null, null]],
  ])('%s', (text, [familyName, givenName, patronymic]) => {
    expect(splitFullName(text)).toEqual({ familyName, givenName, patronymic });
  });
});
