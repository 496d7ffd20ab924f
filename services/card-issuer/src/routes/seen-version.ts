import { DomainError } from '@onecampus/errors';
import { z } from 'zod';

/** For bodies that change a card: the version that the program saw. `If-Match` says the same. */
export const seenVersionField = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('The version that was seen; with another one by now the answer is 409.');

/** One strong entity tag as `showCard` sends it (RFC 9110 §13.1.1). */
const entityTag = /^"([1-9][0-9]{0,15})"$/;

/**
 * Which version of a card a program means to change, said in the body or as `If-Match`; `undefined` where it says none.
 *
 * @throws DomainError `request.malformed` for another kind of tag, and where the two differ.
 */
export function seenVersion(request: { get(name: string): string | undefined }, inBody?: number): number | undefined {
  const header = request.get('if-match');
  if (header === undefined) return inBody;
  const tag = entityTag.exec(header.trim())?.[1];
  if (tag === undefined) throw new DomainError('request.malformed', 'If-Match must be the ETag of the card, e.g. "3".');
  const version = Number(tag);
  if (inBody !== undefined && inBody !== version) {
    throw new DomainError('request.malformed', 'If-Match and the version in the body differ.');
  }
  return version;
}

/** The entity tag of a card's version. */
export function versionTag(version: number): string {
  return `"${version}"`;
}
