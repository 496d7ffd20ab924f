import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from './generate.ts';
import { usualSettings } from './generator-settings.ts';
import { type CityRun, runCity } from './run-city.ts';

/** `pnpm bench matching` in small: two thousand people, and far more twins, relatives and homonyms among them. */
const settings = {
  ...usualSettings,
  people: 2_000,
  twinPairs: 150,
  fatherSonPairs: 100,
  spousePairs: 100,
  homonymPairs: 150,
  twinNumberOfTwin: 0.1,
};

describe('person matching over a made-up town', () => {
  let town: CityRun;
  beforeAll(() => {
    town = runCity(7, settings);
  });

  it('links most records of one human and never two humans', () => {
    expect(town.worked.wrongLinks.map(({ arrived, decision }) => [arrived.record, decision])).toEqual([]);
    expect(town.idle.wrongLinks).toHaveLength(0);
    expect(town.measured.pairPrecision).toBe(1);
    expect(town.worked.links).toBeGreaterThan(1_000);
    expect(town.measured.pairRecall).toBeGreaterThan(0.97);
  });

  it('is put to a test that equal names and dates fail', () => {
    expect(town.naive.wrongLinks).toBeGreaterThan(100);
    expect(town.naiveMeasured.pairRecall).toBeLessThan(town.idleMeasured.pairRecall);
  });

  it('makes the same town of the same seed', () => {
    const again = generate(7, settings);
    const text = (records: typeof again): string => JSON.stringify(records.map(({ record }) => record));
    expect(text(again)).toBe(text([...town.records]));
  });
});
