import type { AttributePath } from './filter.ts';
import { GrammarFault } from './grammar-fault.ts';

/** ATTRNAME of RFC 7644 §3.4.2.2, and `$ref` of RFC 7643 §2.4. */
const NAME = /^(?:[A-Za-z][A-Za-z0-9_-]*|\$ref)$/;

/** `[URN:]name[.sub]`. The dots of a URN (`…:2.0:User:`) are no sub-attributes: the last colon parts it from the name. */
export function readAttributePath(word: string, at: number): AttributePath {
  const colon = word.lastIndexOf(':');
  const schema = word.slice(0, Math.max(colon, 0));
  const [name = '', sub, ...more] = word.slice(colon + 1).split('.');
  const shown = word.length > 60 ? 'this' : `"${word}"`;
  if (colon >= 0 && !/^urn:[^:]/i.test(schema))
    throw new GrammarFault(at, `${shown} has a prefix that is no schema URN`);
  if (!NAME.test(name) || (sub !== undefined && !NAME.test(sub)) || more.length > 0) {
    throw new GrammarFault(at, `${shown} is no attribute name`);
  }
  return { ...(colon < 0 ? {} : { schema }), name, ...(sub === undefined ? {} : { sub }) };
}
