import { describe, expect, it } from '@jest/globals';
import { plural } from './plural.ts';

const cards = { one: 'карта', few: 'карты', many: 'карт', other: 'карты' };

describe('plural', () => {
  it.each([
    [0, 'карт'],
    [1, 'карта'],
    [2, 'карты'],
    [5, 'карт'],
    [11, 'карт'],
    [21, 'карта'],
    [112, 'карт'],
    [1.5, 'карты'],
  ])('Russian %d', (n, word) => {
    expect(plural('ru', n, cards)).toBe(word);
  });

  it('English has two forms, and any missing form falls back to other', () => {
    expect(plural('en', 1, { one: 'card', other: 'cards' })).toBe('card');
    expect(plural('en', 0, { one: 'card', other: 'cards' })).toBe('cards');
    expect(plural('ru', 5, { other: 'штук' })).toBe('штук');
  });
});
