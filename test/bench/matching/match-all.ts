import {
  blockingKeysOf,
  type Candidate,
  candidates_max,
  type Decision,
  decide,
  type MatchRecord,
} from '@onecampus/person-matching';
import { frequencyCounts } from './frequency-counts.ts';
import type { TrueRecord } from './make-records.ts';

export type Outcome = {
  /** Person number of each record, in the order of the records. */
  readonly personOf: readonly number[];
  readonly decisions: readonly Decision[];
  /** Records linked without asking, and those of them that joined somebody else. */
  readonly links: number;
  readonly wrongLinks: readonly WrongLink[];
  readonly queued: number;
  /** Queued records that were of one of the persons they were held against. */
  readonly queuedRightly: number;
  readonly pairs: number;
  /** Within `decide` and the reading of keys, without the index. */
  readonly deciding_ms: number;
};

export type WrongLink = { readonly arrived: TrueRecord; readonly decision: Decision };

type Person = { readonly id: string; readonly human: number; readonly records: MatchRecord[] };

/**
 * Each record arrives as in production: its keys find candidates, all records of their persons are compared, and it is
 * linked, asked about, or a person of its own. `queueIsWorked`: whoever is asked answers at once and truthfully; else
 * nobody ever answers, and whoever was asked about stays a person of its own.
 */
export function matchAll(arriving: readonly TrueRecord[], queueIsWorked: boolean): Outcome {
  const counts = frequencyCounts();
  const index = new Map<string, number[]>();
  const people: Person[] = [];
  const personOf: number[] = [];
  const decisions: Decision[] = [];
  const wrongLinks: WrongLink[] = [];
  let [links, queued, queuedRightly, pairs, deciding_ms] = [0, 0, 0, 0, 0];
  for (const [at, arrived] of arriving.entries()) {
    const { record, human } = arrived;
    counts.add(record);
    const before = performance.now();
    const keys = blockingKeysOf(record);
    const candidates = candidatesFor(keys, index, personOf, people);
    const decision = decide(record, candidates, counts);
    deciding_ms += performance.now() - before;
    for (const candidate of candidates) pairs += candidate.records.length;
    let person: Person | undefined;
    if (decision.kind === 'same') {
      person = people[Number(decision.personId)]!;
      links += 1;
      if (person.human !== human.number) wrongLinks.push({ arrived, decision });
    } else if (decision.kind === 'queue') {
      queued += 1;
      const shown = [decision.personId, ...decision.rivals.map((rival) => rival.personId)];
      const right = shown.map((id) => people[Number(id)]!).find((one) => one.human === human.number);
      if (right) queuedRightly += 1;
      if (queueIsWorked) person = right;
    }
    if (person === undefined) {
      person = { id: String(people.length), human: human.number, records: [] };
      people.push(person);
    }
    person.records.push(record);
    personOf.push(Number(person.id));
    decisions.push(decision);
    for (const key of keys) {
      const found = index.get(key);
      if (found) found.push(at);
      else index.set(key, [at]);
    }
  }
  return { personOf, decisions, links, wrongLinks, queued, queuedRightly, pairs, deciding_ms };
}

function candidatesFor(
  keys: readonly string[],
  index: ReadonlyMap<string, readonly number[]>,
  personOf: readonly number[],
  people: readonly Person[],
): Candidate[] {
  const records = new Set<number>();
  for (const key of keys) {
    for (const at of index.get(key) ?? []) {
      if (records.size >= candidates_max) break;
      records.add(at);
    }
  }
  const found = new Set([...records].map((at) => personOf[at]!));
  return [...found].map((number) => ({ personId: String(number), records: people[number]!.records }));
}
