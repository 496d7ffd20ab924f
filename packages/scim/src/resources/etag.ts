import { refuse } from '../errors/scim-error.ts';

/** `*`: any version. Otherwise the versions of which one must be the present one. */
export type IfMatch = '*' | readonly string[];

/** Weak, as RFC 7644 §3.14 shows them: `W/"7"`. */
export function etagOf(version: number | bigint | string): string {
  return `W/"${version}"`;
}

const ETAG = /^(?:W\/)?"([\x21\x23-\x7e]{0,64})"$/;

/**
 * The versions of an If-Match header, for one conditional UPDATE (`… AND version = ANY ($n)`); nothing without the header.
 * Compared weakly, for ours are weak. A version is a word and may be no number: that matches nothing, which is 412 and
 * not a fault. Throws 400 invalidSyntax on what is no ETag, and on more than 100 of them.
 */
export function readIfMatch(header: string | undefined): IfMatch | undefined {
  if (header === undefined) return undefined;
  const tags = header.split(',', 101).map((tag) => tag.trim());
  if (tags.length === 1 && tags[0] === '*') return '*';
  const versions = tags.map((tag) => ETAG.exec(tag)?.[1]);
  if (tags.length > 100 || versions.includes(undefined)) {
    throw refuse('invalidSyntax', 'If-Match must be * or ETags, as they stand in meta.version: W/"7".');
  }
  return versions as string[];
}
