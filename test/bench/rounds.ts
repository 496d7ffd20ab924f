import type { BenchRow } from './bench-row.ts';
import { type Pace, progress, type WrongAnswers } from './bench-run.ts';
import type { Load } from './load.ts';
import type { MeasuredProcess } from './measured-process.ts';
import { median, readable, spreadOf } from './statistics.ts';

/** What one side did in one round: completions per second, and the server's CPU time for each; none without /proc. */
export type Round = { readonly rate: number; readonly cpu_ms: number | undefined };

export type Side = { readonly name: string; round(seconds: number): Promise<Round> };

/** Rounds of both sides in turns, ours first in one and last in the next, after each has warmed up. */
export async function inTurns(
  what: string,
  ours: Side,
  theirs: Side,
  pace: Pace,
): Promise<[ours: Round[], theirs: Round[]]> {
  const done = new Map<Side, Round[]>([
    [ours, []],
    [theirs, []],
  ]);
  for (const side of [ours, theirs]) await side.round(pace.warm_seconds);
  for (let number = 0; number < pace.rounds; number += 1) {
    for (const side of number % 2 === 0 ? [ours, theirs] : [theirs, ours]) {
      done.get(side)!.push(await side.round(pace.round_seconds));
    }
    const last = (side: Side) => `${side.name} ${readable(done.get(side)!.at(-1)!.rate)}/s`;
    progress(`${what} ${number + 1}/${pace.rounds}: ${last(ours)}, ${last(theirs)}`);
  }
  return [done.get(ours)!, done.get(theirs)!];
}

export async function timed(process: MeasuredProcess, wrong: WrongAnswers, run: () => Promise<Load>): Promise<Round> {
  const before = process.cpuSeconds();
  const load = await run();
  const after = process.cpuSeconds();
  wrong.add(load);
  const cpu_ms = before === undefined || after === undefined ? undefined : ((after - before) * 1_000) / load.completed;
  return { rate: load.completed_per_second, cpu_ms };
}

/** Two rows: ours with its ratio to theirs, and theirs. None where there is nothing to compare. */
export function compared(
  names: readonly [ours: string, theirs: string, theirsAsRatio: string],
  unit: string,
  ours: readonly (number | undefined)[],
  theirs: readonly (number | undefined)[],
): BenchRow[] {
  const pairs = ours.flatMap((mine, index) => {
    const other = theirs[index];
    return mine === undefined || other === undefined ? [] : [[mine, other] as const];
  });
  if (pairs.length === 0) return [];
  const row = (name: string, values: readonly number[]) => ({
    name,
    value: median(values),
    unit,
    ...(values.length > 1 ? { spread: spreadOf(values) } : {}),
  });
  return [
    {
      ...row(
        names[0],
        pairs.map(([mine]) => mine),
      ),
      ratio: { to: names[2], value: median(pairs.map(([mine, other]) => mine / other)) },
    },
    row(
      names[1],
      pairs.map(([, other]) => other),
    ),
  ];
}
