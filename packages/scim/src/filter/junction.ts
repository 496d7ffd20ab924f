import type { Filter } from './filter.ts';

/** `terms` joined, neighbours of the same operator taken in: the tree stays as large as the text and as flat as can be. */
export function junction(op: 'and' | 'or', terms: readonly Filter[]): Filter {
  const flat = terms.flatMap((term) => (term.op === op ? term.terms : [term]));
  return flat.length === 1 ? flat[0]! : { op, terms: flat };
}
