import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { type GeneratorSettings, poorSettings, sloppySettings, usualSettings } from './matching/generator-settings.ts';
import { errorClasses } from './matching/human.ts';
import { pairsPerSecond } from './matching/pairs-per-second.ts';
import { type CityRun, runCity } from './matching/run-city.ts';
import { wrongLinksBound } from './matching/wrong-links-bound.ts';
import { median, spreadOf } from './statistics.ts';

/** The model was tuned on seeds 1 to 4 (docs/decisions/0010-matching-thresholds.md); these were looked at afterwards. */
const seeds = [101, 102, 103, 104, 105];
const naive = 'equal name and date';

/** Links, queue and recall of person matching on made-up cities. Needs no server; says nothing about anybody real. */
export async function benchMatching(): Promise<BenchRow[]> {
  const { short } = benchOptions();
  const small = (settings: GeneratorSettings): GeneratorSettings => (short ? inMiniature(settings) : settings);
  const runs = (short ? seeds.slice(0, 1) : seeds).map((seed) => runCity(seed, small(usualSettings)));
  return [
    ...linkRows(runs),
    ...recallRows(runs),
    ...settingRows('few numbers known', runCity(seeds[0]!, small(poorSettings))),
    ...settingRows('twice the errors', runCity(seeds[0]!, small(sloppySettings))),
    { name: 'pairs compared and scored', value: pairsPerSecond(runs[0]!.records), unit: '1/s' },
  ];
}

function linkRows(runs: readonly CityRun[]): BenchRow[] {
  const links = sum(runs, (run) => run.worked.links);
  const wrong = sum(runs, (run) => run.worked.wrongLinks.length);
  return [
    over(runs, 'records that arrive', 'records', (run) => run.records.length),
    over(
      runs,
      'linked without asking',
      'records',
      (run) => run.worked.links,
      (run) => run.naive.links,
    ),
    { name: 'of them wrongly, all cities', value: wrong, unit: 'records' },
    { name: `  ${naive} wrongly, all cities`, value: sum(runs, (run) => run.naive.wrongLinks), unit: 'records' },
    { name: 'wrong of 100,000 links, at most (95 %)', value: wrongLinksBound(wrong, links) * 100_000, unit: 'records' },
    over(
      runs,
      'people are asked, of 1,000 records',
      'records',
      (run) => (1000 * run.worked.queued) / run.records.length,
    ),
    over(runs, '  … rightly', '%', (run) => (100 * run.worked.queuedRightly) / run.worked.queued),
    over(runs, '  … if nobody ever answers', 'records', (run) => (1000 * run.idle.queued) / run.records.length),
    over(
      runs,
      'B-cubed precision',
      '%',
      (run) => 100 * run.measured.bCubedPrecision,
      (run) => 100 * run.naiveMeasured.bCubedPrecision,
    ),
    over(
      runs,
      'B-cubed recall',
      '%',
      (run) => 100 * run.measured.bCubedRecall,
      (run) => 100 * run.naiveMeasured.bCubedRecall,
    ),
    over(runs, 'records decided', '1/s', (run) => (1000 * run.records.length) / run.worked.deciding_ms),
  ];
}

/** Pairs of records of one human that were found: by links alone, and with the answers of people. */
function recallRows(runs: readonly CityRun[]): BenchRow[] {
  const all = [
    over(
      runs,
      'recall by links alone',
      '%',
      (run) => 100 * run.idleMeasured.pairRecall,
      (run) => 100 * run.naiveMeasured.pairRecall,
    ),
    over(
      runs,
      'recall with answers',
      '%',
      (run) => 100 * run.measured.pairRecall,
      (run) => 100 * run.naiveMeasured.pairRecall,
    ),
  ];
  const classes = (['none', ...errorClasses] as const).flatMap((name) => {
    const found = (measured: (run: CityRun) => CityRun['measured']) => (run: CityRun) => {
      const { pairs, found: hits } = measured(run).classes.get(name)!;
      return (100 * hits) / pairs;
    };
    const title = name === 'none' ? 'nothing wrong' : name;
    const pairs = Math.round(median(runs.map((run) => run.measured.classes.get(name)!.pairs)));
    const exact = found((run) => run.naiveMeasured);
    return [
      over(
        runs,
        `recall, ${title} (${pairs} pairs), links alone`,
        '%',
        found((run) => run.idleMeasured),
        exact,
      ),
      over(
        runs,
        `recall, ${title}, with answers`,
        '%',
        found((run) => run.measured),
        exact,
      ),
    ];
  });
  return [...all, ...classes];
}

function settingRows(name: string, run: CityRun): BenchRow[] {
  return [
    { name: `${name}: linked without asking`, value: run.worked.links, unit: 'records' },
    { name: `${name}: of them wrongly`, value: run.worked.wrongLinks.length, unit: 'records' },
    {
      name: `${name}: asked, of 1,000 records`,
      value: (1000 * run.worked.queued) / run.records.length,
      unit: 'records',
    },
    { name: `${name}: recall by links alone`, value: 100 * run.idleMeasured.pairRecall, unit: '%' },
    { name: `${name}: recall with answers`, value: 100 * run.measured.pairRecall, unit: '%' },
  ];
}

function over(
  runs: readonly CityRun[],
  name: string,
  unit: string,
  value: (run: CityRun) => number,
  exact?: (run: CityRun) => number,
): BenchRow {
  const values = runs.map(value);
  const ratios = exact && runs.map((run) => value(run) / exact(run)).filter(Number.isFinite);
  return {
    name,
    value: median(values),
    unit,
    ...(ratios && ratios.length > 0 ? { ratio: { to: naive, value: median(ratios) } } : {}),
    spread: spreadOf(values),
  };
}

function inMiniature(settings: GeneratorSettings): GeneratorSettings {
  const tenth = (count: number): number => Math.round(count / 10);
  return {
    ...settings,
    people: tenth(settings.people),
    twinPairs: tenth(settings.twinPairs),
    fatherSonPairs: tenth(settings.fatherSonPairs),
    homonymPairs: tenth(settings.homonymPairs),
    spousePairs: tenth(settings.spousePairs),
  };
}

function sum(runs: readonly CityRun[], value: (run: CityRun) => number): number {
  return runs.reduce((total, run) => total + value(run), 0);
}
