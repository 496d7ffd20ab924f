import type { Filter, FilterLimits } from './filter.ts';

/** RFC 7644 §3.4.2.2. */
export function parseFilter(_text: string, _limits: FilterLimits = {}): Filter {
  throw new Error('being written');
}
