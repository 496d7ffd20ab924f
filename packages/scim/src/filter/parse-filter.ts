import { refuse, type ScimError } from '../errors/scim-error.ts';
import type { Filter, FilterLimits } from './filter.ts';
import { FilterReader } from './filter-reader.ts';
import { GrammarFault } from './grammar-fault.ts';
import { nameOf } from './token.ts';

/** A fault of the grammar as the refusal of SCIM; anything else is a fault of ours and goes on. */
export function asRefusal(error: unknown, scimType: 'invalidFilter' | 'invalidPath'): ScimError {
  if (!(error instanceof GrammarFault)) throw error;
  const what = scimType === 'invalidFilter' ? 'filter' : 'path';
  return refuse(scimType, `The ${what} cannot be read at position ${error.at + 1}: ${error.message}.`);
}

/**
 * The tree of a filter, RFC 7644 §3.4.2.2, as large as its text and no larger.
 *
 * Names and operators in any case of letters; names keep their spelling and are not looked up: that is `resolveFilter`.
 * Throws ScimError 400 invalidFilter that says where (counted from 1) and what.
 */
export function parseFilter(text: string, limits: FilterLimits = {}): Filter {
  const { depth_max = 10, terms_max = 50, length_max = 10_000 } = limits;
  if (text.length > length_max) throw refuse('invalidFilter', `The filter is longer than ${length_max} characters.`);
  try {
    const reader = new FilterReader(text, depth_max, terms_max);
    const filter = reader.filter();
    if (reader.token.kind !== 'end') {
      throw new GrammarFault(reader.token.at, `expected "and", "or" or the end, found ${nameOf(reader.token)}`);
    }
    return filter;
  } catch (error) {
    throw asRefusal(error, 'invalidFilter');
  }
}
