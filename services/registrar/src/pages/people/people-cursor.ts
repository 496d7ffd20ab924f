import type { SearchPosition } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { z } from 'zod';

// Whoever makes a cursor up gets his answer here: Postgres holds no NUL.
const text = (letters_max: number) =>
  z
    .string()
    .max(letters_max)
    .regex(/^[^\0]*$/);
const position = z.tuple([z.int().min(0).max(2), text(200), text(300), z.uuid()]);

/** Where the next page of a search begins, for its address. */
export function cursorOf({ rank, word, rest, recordId }: SearchPosition): string {
  return Buffer.from(JSON.stringify([rank, word, rest, recordId])).toString('base64url');
}

/** @throws DomainError `request.malformed`. */
export function positionOf(cursor: string): SearchPosition {
  try {
    const [rank, word, rest, recordId] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { rank, word, rest, recordId };
  } catch {
    throw new DomainError('request.malformed', 'The cursor is none that this service gave.');
  }
}
