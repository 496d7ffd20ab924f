import { describe, expect, it } from '@jest/globals';
import { transliterate } from './transliterate.ts';

describe('transliterate', () => {
  it.each([
    ['Съёмщиков', 'syomshchikov'],
    ['Петрова-Водкина', 'petrova-vodkina'],
    ["O'Brien", 'obrien'],
    ['Van Minh', 'vanminh'],
  ])('%s → %s', (name, login) => expect(transliterate(name)).toBe(login));
});
