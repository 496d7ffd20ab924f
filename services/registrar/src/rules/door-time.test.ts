import { describe, expect, it } from '@jest/globals';
import { doorTime, endsSoon } from './door-time.ts';

const now = new Date('2026-09-15T00:00:00Z');
const day = (text: string) => new Date(`${text}T17:00:00Z`);
const window = (from: string, until?: string, doors?: string) => ({
  validFrom: day(from),
  validUntil: until ? day(until) : null,
  effectiveUntil: doors || until ? day((doors ?? until)!) : null,
});

describe('doorTime', () => {
  it.each([
    ['open', window('2024-09-01')],
    ['until', window('2024-09-01', '2027-08-31')],
    ['until-with-grace', window('2024-09-01', '2027-08-31', '2027-09-30')],
    ['grace', window('2024-09-01', '2026-08-31', '2026-09-30')],
    ['ended', window('2020-09-01', '2026-07-31', '2026-08-30')],
    ['ahead', window('2026-10-01', '2027-08-31')],
  ])('is %s', (kind, said) => {
    expect(doorTime(said, now).kind).toBe(kind);
  });

  it('ends in the very second, not after it', () => {
    const said = window('2024-09-01', '2026-09-14');
    expect(doorTime(said, said.validUntil!).kind).toBe('ended');
    expect(doorTime(said, new Date(said.validUntil!.getTime() - 1)).kind).toBe('until');
  });
});

describe('endsSoon', () => {
  it('names what closes within sixty days, the soonest first, and nothing that is over, open or far', () => {
    const [grace, soon] = [window('2024-09-01', '2026-08-31', '2026-09-30'), window('2024-09-01', '2026-10-31')];
    const others = [
      window('2024-09-01'),
      window('2024-09-01', '2026-12-31'),
      window('2020-09-01', '2026-07-01'),
      window('2026-10-01', '2026-10-05'),
    ];
    expect(endsSoon([soon, ...others, grace], now)).toEqual([grace, soon]);
  });
});
