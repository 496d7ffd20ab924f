import { type ErrorClass, errorClasses } from './human.ts';
import type { TrueRecord } from './make-records.ts';

export type Measures = {
  /** Share of the pairs of records in one person that are one human, and of one human that are in one person. */
  readonly pairPrecision: number;
  readonly pairRecall: number;
  readonly bCubedPrecision: number;
  readonly bCubedRecall: number;
  /** Pairs of one human where one record or both carry the class, and how many of them were found; `none` carries nothing. */
  readonly classes: ReadonlyMap<ErrorClass | 'none', { readonly pairs: number; readonly found: number }>;
};

export function measure(records: readonly TrueRecord[], personOf: readonly number[]): Measures {
  const byHuman = grouped(records.map(({ human }) => human.number));
  const byPerson = grouped(personOf);
  const classes = new Map<ErrorClass | 'none', { pairs: number; found: number }>(
    (['none', ...errorClasses] as const).map((name) => [name, { pairs: 0, found: 0 }]),
  );
  let [truth, found, claimed, precision, recall] = [0, 0, 0, 0, 0];
  for (const members of byPerson.values()) claimed += (members.length * (members.length - 1)) / 2;
  for (const members of byHuman.values()) {
    for (const [i, a] of members.entries()) {
      const together = members.filter((b) => personOf[a] === personOf[b]).length;
      precision += together / byPerson.get(personOf[a]!)!.length;
      recall += together / members.length;
      for (const b of members.slice(i + 1)) {
        const hit = personOf[a] === personOf[b] ? 1 : 0;
        truth += 1;
        found += hit;
        const both = new Set([...records[a]!.classes, ...records[b]!.classes]);
        for (const name of both.size > 0 ? both : (['none'] as const)) {
          const tally = classes.get(name)!;
          tally.pairs += 1;
          tally.found += hit;
        }
      }
    }
  }
  return {
    pairPrecision: claimed === 0 ? 1 : found / claimed,
    pairRecall: found / truth,
    bCubedPrecision: precision / records.length,
    bCubedRecall: recall / records.length,
    classes,
  };
}

function grouped(keys: readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [at, key] of keys.entries()) {
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  return groups;
}
