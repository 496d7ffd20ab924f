import { DomainError } from '@onecampus/errors';
import canonicalize from 'canonicalize';

/**
 * The one way to write a JSON value down (RFC 8785): members in the order of their UTF-16 code units, no white space,
 * numbers as ECMAScript writes them. What is hashed and what is signed is this text in UTF-8.
 *
 * @throws DomainError `unexpected` for what has no such form: NaN, an infinity, half of a surrogate pair.
 */
export function canonicalText(value: object): string {
  try {
    return canonicalize(value)!;
  } catch (error) {
    throw new DomainError('unexpected', 'A value has no canonical form (RFC 8785).', { cause: error });
  }
}
