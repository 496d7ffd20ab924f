import { refuse } from '../errors/scim-error.ts';
import { FilterReader } from '../filter/filter-reader.ts';
import { GrammarFault } from '../filter/grammar-fault.ts';
import { asRefusal } from '../filter/parse-filter.ts';
import { nameOf } from '../filter/token.ts';
import type { PatchPath } from './patch-operation.ts';

const length_max = 10_000;

/** `attribute`, `attribute.sub`, `attribute[filter]` or `attribute[filter].sub`, RFC 7644 §3.5.2. Throws 400 invalidPath. */
export function parsePatchPath(text: string): PatchPath {
  if (text.length > length_max) throw refuse('invalidPath', `The path is longer than ${length_max} characters.`);
  try {
    const reader = new FilterReader(text, 10, 50);
    const attribute = reader.path();
    if (reader.token.kind === 'end') return { attribute };
    if (reader.token.kind !== '[' || attribute.sub !== undefined) {
      throw new GrammarFault(
        reader.token.at,
        `expected the end${attribute.sub ? '' : ' or "["'}, found ${nameOf(reader.token)}`,
      );
    }
    const filter = reader.brackets();
    const sub = reader.trailingSub();
    reader.expect('end', 'the end');
    return { attribute, filter, ...(sub === undefined ? {} : { sub }) };
  } catch (error) {
    throw asRefusal(error, 'invalidPath');
  }
}
