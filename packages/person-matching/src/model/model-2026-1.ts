import type { MatchModel } from './match-model.ts';

/**
 * Written from what the fields mean, then checked on the training seeds of `pnpm bench matching`
 * (docs/decisions/0010-matching-thresholds.md). Lines of one field need not add up to 1 where `u` hangs on a name.
 */
export const model_2026_1: MatchModel = {
  version: '2026-1',
  family: {
    equal: { m: 0.93, uPerShare: 1 },
    part: { m: 0.01, u: 0.0005 },
    similar: { m: 0.015, u: 0.002 },
    // People marry.
    different: { m: 0.04, u: 0.99 },
  },
  given: {
    equal: { m: 0.93, uPerShare: 1 },
    diminutive: { m: 0.02, uPerShare: 0.25 },
    part: { m: 0.01, u: 0.001 },
    // Against another initial: that one source writes initials says nothing about who it is.
    initial: { m: 0.98, u: 0.1 },
    similar: { m: 0.015, u: 0.004 },
    different: { m: 0.006, u: 0.97 },
  },
  patronymic: {
    equal: { m: 0.95, uPerShare: 1 },
    initial: { m: 0.98, u: 0.1 },
    similar: { m: 0.02, u: 0.005 },
    different: { m: 0.015, u: 0.97 },
  },
  birthDate: {
    // Students are born within few years: about 3,300 days, not 20,000.
    equal: { m: 0.985, u: 0.0003 },
    swapped_day_month: { m: 0.005, u: 0.0001 },
    one_digit: { m: 0.005, u: 0.006 },
    different: { m: 0.002, u: 0.99 },
  },
  nameOrder: { swapped: { m: 0.005, u: 0.001 } },
  sex: { equal: { m: 0.995, u: 0.5 }, different: { m: 0.005, u: 0.5 } },
  // `equal` here counts only where the two rules of the numbers did not decide.
  nationalNumber: { equal: { m: 0.98, u: 0.000001 }, different: { m: 0.015, u: 1 } },
  document: { equal: { m: 0.8, u: 0.000002 }, different: { m: 0.2, u: 1 } },
  orcid: { equal: { m: 0.98, u: 0.000001 }, different: { m: 0.02, u: 1 } },
  // Spouses, parents and offices share addresses, so meeting by chance is not the whole of `u`.
  email: { equal: { m: 0.6, u: 0.00003 }, different: { m: 0.35, u: 1 } },
  phone: { equal: { m: 0.7, u: 0.00004 }, different: { m: 0.35, u: 1 } },
  sharedAddressRecords_max: 6,
  worldRecords_min: 100_000,
  establishedName: { records_min: 4, share_min: 0.00003 },
  thresholds: { high_bits: 20, low_bits: 17, margin_bits: 8 },
};
