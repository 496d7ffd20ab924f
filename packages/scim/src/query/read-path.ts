import { refuse, type ScimType } from '../errors/scim-error.ts';
import type { AttributePath } from '../filter/filter.ts';
import { GrammarFault } from '../filter/grammar-fault.ts';
import { readAttributePath } from '../filter/read-attribute-path.ts';

const length_max = 300;

/** The name of an attribute in the parameter `parameter`; throws 400 of the kind given on what is none. */
export function readPath(text: unknown, parameter: string, scimType: ScimType): AttributePath {
  const word = typeof text === 'string' ? text.trim() : '';
  try {
    if (word !== '' && word.length <= length_max) return readAttributePath(word, 0);
  } catch (error) {
    if (!(error instanceof GrammarFault)) throw error;
  }
  throw refuse(scimType, `${parameter} must hold names of attributes, such as userName or name.familyName.`);
}
