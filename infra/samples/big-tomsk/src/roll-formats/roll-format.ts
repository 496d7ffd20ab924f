import type { RollAffiliation, RollField, RollFile, RollMapping, RollStatus } from '../roll-file.ts';

/** What stands in a column that the consortium does not take. */
export type ForeignColumn = 'row-number' | 'remark';

/** How the system of one university exports its roll. */
export type RollFormat = Pick<
  RollFile,
  'university' | 'sourceLabel' | 'charset' | 'bom' | 'delimiter' | 'lineEnd' | 'dateFormat'
> & {
  fileName: string;
  /** Quotes around every cell, or only around those that would be misread without. */
  quoting: 'all' | 'needed';
  nationalNumber: 'digits' | 'dashes and space' | 'dashes';
  columns: readonly { heading: string; holds: RollField | ForeignColumn }[];
  /** The words in use for each meaning. Of several statuses the first is said of students, the last of all others. */
  words: { affiliation: Record<RollAffiliation, readonly string[]>; status: Record<RollStatus, readonly string[]> };
};

const isTaken = (holds: RollField | ForeignColumn): holds is RollField => holds !== 'row-number' && holds !== 'remark';

function meaning<T extends string>(wordsOf: Record<T, readonly string[]>): Record<string, T> {
  const entries = Object.entries<readonly string[]>(wordsOf) as [T, readonly string[]][];
  return Object.fromEntries(entries.flatMap(([value, list]) => list.map((word) => [word, value])));
}

/** The mapping that a registrar would have set up for rolls of this format. */
export function mappingOf({ columns, words }: RollFormat): RollMapping {
  const taken = columns.flatMap(({ heading, holds }) => (isTaken(holds) ? [[heading, holds] as const] : []));
  return {
    columns: Object.fromEntries(taken),
    words: { affiliation: meaning(words.affiliation), status: meaning(words.status) },
  };
}
