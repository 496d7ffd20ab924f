import type { Filter } from '../filter/filter.ts';

/** The strings of a filter that only says `value eq "…"`, once or joined by `or`; nothing for any other filter. */
export function valuesNamed(filter: Filter): string[] | undefined {
  const values: string[] = [];
  for (const term of filter.op === 'or' ? filter.terms : [filter]) {
    const named = term.op === 'eq' && term.attribute.name.toLowerCase() === 'value' && term.attribute.sub === undefined;
    if (!named || typeof term.value !== 'string') return undefined;
    values.push(term.value);
  }
  return values;
}
