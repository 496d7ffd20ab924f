import { describe, expect, it } from '@jest/globals';
import { beliefState } from './belief-state.ts';

describe('how an affiliation stands', () => {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const belief = { validFrom: day('2026-09-01'), validUntil: day('2027-07-01'), effectiveUntil: day('2027-08-01') };

  it.each([
    ['2026-08-31', 'future'],
    ['2026-09-01', 'current'],
    ['2027-06-30', 'current'],
    ['2027-07-01', 'grace'],
    ['2027-07-31', 'grace'],
    ['2027-08-01', 'ended'],
  ])('on %s: %s', (at, state) => {
    expect(beliefState(belief, day(at))).toBe(state);
  });

  it('does not end without an end', () => {
    expect(beliefState({ ...belief, validUntil: null, effectiveUntil: null }, day('2099-01-01'))).toBe('current');
  });
});
