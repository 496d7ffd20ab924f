import { describe, expect, it } from '@jest/globals';
import { detectDelimiter } from './detect-delimiter.ts';

describe('the separator of a roll', () => {
  it.each([
    ['Фамилия;Имя;Номер', ';'],
    ['Name,Number', ','],
    ['"Фамилия, имя, отчество";Номер', ';'],
    ['"a;b;c","d"', ','],
    ['a\tb', '\t'],
  ])('of %j', (line, delimiter) => {
    expect(detectDelimiter(line)).toBe(delimiter);
  });

  it('is unknown where there is one column', () => {
    expect(detectDelimiter('Фамилия Имя Отчество')).toBeUndefined();
  });
});
