import type { Filter } from '../filter/filter.ts';

/** The strings of a filter that only says `value eq "…"`, once or joined by `or`; nothing for any other filter. */
export function valuesNamed(_filter: Filter): string[] | undefined {
  throw new Error('being written');
}
