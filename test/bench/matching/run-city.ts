import { generate } from './generate.ts';
import type { GeneratorSettings } from './generator-settings.ts';
import type { TrueRecord } from './make-records.ts';
import { matchAll, type Outcome } from './match-all.ts';
import { type Measures, measure } from './measure.ts';
import { naiveMatch } from './naive-match.ts';

/** One city three times: the queue answered at once, never answered, and the baseline. */
export type CityRun = {
  readonly records: readonly TrueRecord[];
  readonly worked: Outcome;
  readonly idle: Outcome;
  readonly naive: ReturnType<typeof naiveMatch>;
  readonly measured: Measures;
  readonly idleMeasured: Measures;
  readonly naiveMeasured: Measures;
};

export function runCity(seed: number, settings: GeneratorSettings): CityRun {
  const records = generate(seed, settings);
  const worked = matchAll(records, true);
  const idle = matchAll(records, false);
  const naive = naiveMatch(records);
  return {
    records,
    worked,
    idle,
    naive,
    measured: measure(records, worked.personOf),
    idleMeasured: measure(records, idle.personOf),
    naiveMeasured: measure(records, naive.personOf),
  };
}
