import type { Context } from '@onecampus/access-checker/context';
import { decide } from '@onecampus/access-checker/decide';
import type { CityCard } from './access-city.ts';
import type { BenchRow } from './bench-row.ts';
import { type Pace, progress } from './bench-run.ts';
import { median, percentile, readable, spreadOf } from './statistics.ts';

/** Between two looks at the clock, so that the clock is not what is measured. */
const decisions_per_look = 2_000;
const timed_one_by_one = 200_000;

/** Decisions on one thread, from the scanned text to the reason, for cards all over the city. */
export function benchDecisions(
  snapshot: ReturnType<Context['snapshot']>,
  zone: string,
  cards: readonly CityCard[],
  pace: Pace,
): BenchRow[] {
  const now = Date.now();
  // Not in the order of the table: a gate sees people as they come.
  const shuffled = cards.map((_, at) => cards[(at * 7_919) % cards.length]!);
  let next = 0;
  const one = () => {
    const card = shuffled[next]!;
    next = next + 1 === shuffled.length ? 0 : next + 1;
    const { decision } = decide(snapshot, { scanned: card.number }, zone, now, 'enter');
    if (decision.decision !== card.opens) throw new Error(`card ${next} was decided wrongly`);
  };
  const round = (seconds: number) => {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < seconds * 1_000) {
      for (let turn = 0; turn < decisions_per_look; turn += 1) one();
      count += decisions_per_look;
    }
    return count / ((performance.now() - start) / 1_000);
  };
  round(pace.warm_seconds);
  const rates = Array.from({ length: pace.rounds }, () => round(pace.round_seconds));
  progress(`decisions in process: ${readable(median(rates))}/s`);
  const times = Array.from({ length: timed_one_by_one }, () => {
    const start = process.hrtime.bigint();
    one();
    return Number(process.hrtime.bigint() - start) / 1_000;
  });
  const people = `${readable(cards.length)} people`;
  return [
    { name: `decisions in process, ${people}`, value: median(rates), unit: '1/s', spread: spreadOf(rates) },
    { name: `a decision in process, p50`, value: percentile(times, 50), unit: 'µs' },
    { name: `a decision in process, p99`, value: percentile(times, 99), unit: 'µs' },
  ];
}
