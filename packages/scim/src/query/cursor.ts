import { refuse } from '../errors/scim-error.ts';

const length_max = 2_000;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** A place in a list, small and plain JSON, as an opaque word for a URL. Neither secret nor sealed: that is the service's. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/** The place again, of whatever shape the word held; throws 400 invalidCursor (RFC 9865 §2.1). */
export function decodeCursor(cursor: string): unknown {
  try {
    if (cursor.length <= length_max && BASE64URL.test(cursor)) {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cursor, 'base64url')));
    }
  } catch {
    // Falls through to the one refusal: why a made-up cursor is unreadable is nobody's business.
  }
  throw refuse('invalidCursor', 'The cursor is not one that an answer held; begin again from the first page.');
}
