import { describe, expect, it } from '@jest/globals';
import { academicYearOf } from './academic-year.ts';

describe('academicYearOf', () => {
  it.each([
    ['2026-08-31T16:59:59Z', 2025],
    ['2026-08-31T17:00:00Z', 2026],
    ['2026-12-31T12:00:00Z', 2026],
    ['2027-03-01T00:00:00Z', 2026],
  ])('%s → %i', (now, year) => expect(academicYearOf(new Date(now))).toBe(year));
});
