import { describe, expect, it } from '@jest/globals';
import { type RollCounts, reviewReasons } from './review-reasons.ts';

const counts: RollCounts = { rows: 1_000, refused: 0, new: 0, changed: 0, ending: 0, unchanged: 1_000, present: 1_000 };

describe('the brake', () => {
  it('lets an ordinary file through', () => {
    expect(reviewReasons({ ...counts, ending: 20, refused: 500 }, 0.02)).toEqual([]);
  });

  it.each([
    ['ends more than the limit', { ending: 21 }, ['shrinks']],
    ['is refused for the greater part', { refused: 501 }, ['mostly-refused']],
    ['turns many into others', { otherHuman: 201, changed: 300, unchanged: 700 }, ['other-people']],
    ['is empty', { rows: 0, unchanged: 0, ending: 1_000 }, ['no-rows', 'shrinks']],
  ])('stops a file that %s', (_, changes, reasons) => {
    expect(reviewReasons({ ...counts, ...changes }, 0.02)).toEqual(reasons);
  });

  it('lets corrections through: of a few, or of a small share', () => {
    expect(reviewReasons({ ...counts, otherHuman: 200, changed: 200, unchanged: 800 }, 0.02)).toEqual([]);
    expect(reviewReasons({ ...counts, rows: 9, otherHuman: 9, changed: 9, unchanged: 0 }, 0.02)).toEqual([]);
  });

  it('with a limit of 0 asks for a single person, with 1 never', () => {
    expect(reviewReasons({ ...counts, ending: 1 }, 0)).toEqual(['shrinks']);
    expect(reviewReasons({ ...counts, ending: 1_000 }, 1)).toEqual([]);
  });
});
