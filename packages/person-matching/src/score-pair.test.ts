import { describe, expect, it } from '@jest/globals';
import { compareRecords } from './compare-records.ts';
import type { Frequencies } from './frequencies.ts';
import type { MatchRecord } from './match-record.ts';
import { scorePair } from './score-pair.ts';
import { recordOf } from './testing/record-of.ts';

const frequencies: Frequencies = {
  records: 100_000,
  family: 500,
  given: 3_000,
  patronymic: 3_000,
  email: 2,
  phone: 2,
  givenRarer: 3_000,
};

function bits(change: Partial<MatchRecord>, other: Partial<MatchRecord>, counts: Partial<Frequencies> = {}): number {
  return scorePair(compareRecords(recordOf('a', change), recordOf('b', other)), { ...frequencies, ...counts }).bits;
}

describe('scorePair', () => {
  it('believes a rare name more than a frequent one, by the ratio of their shares', () => {
    // log2(800 / 100), each with the one record more.
    expect(bits({}, {}, { family: 99 }) - bits({}, {}, { family: 799 })).toBeCloseTo(3, 1);
  });

  it('believes less the more people there are', () => {
    expect(bits({}, {}, { records: 1_000_000, family: 5_000, given: 30_000, patronymic: 30_000 })).toBeLessThan(
      bits({}, {}),
    );
  });

  it('does not take the few people of a beginning for the world', () => {
    expect(bits({}, {}, { records: 100, family: 2, given: 5, patronymic: 5 })).toBeLessThan(bits({}, {}));
  });

  it('says nothing for what is missing and less for what differs', () => {
    const email = { email: 'a@b.example' };
    expect(bits(email, {})).toBe(bits({}, {}));
    expect(bits(email, email)).toBeGreaterThan(bits({}, {}));
    expect(bits(email, { email: 'c@d.example' })).toBeLessThan(bits({}, {}));
    expect(bits(email, email, { email: 40 })).toBe(bits({}, {}));
  });
});
