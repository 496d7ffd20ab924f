import { hash } from 'node:crypto';

/**
 * Where a refresh token lies. It is found by the SHA-256 of its value alone, so the hash itself names the partition: the
 * first character of its base64url form, in five ranges (migration 0090). Tokens are drawn until theirs falls into the
 * partition of the week in which they expire; what a week's tokens filled is then emptied as a whole. Five tries on the
 * average, and two of 256 random bits the fewer. A token that lies elsewhere is found as well; only its row goes by itself.
 */
export const partition_days = 7;
export const partitions = 5;

/** Upper bounds, by bytes, of all ranges but the last. */
const bounds = ['B', 'O', 'a', 'n'];
/** More than ever needed: a try fails four times of five. */
const tries_max = 1_000;
const a_monday_ms = Date.UTC(1970, 0, 5);

export function partitionOfHash(idHash: string): number {
  const at = bounds.findIndex((bound) => idHash < bound);
  return at === -1 ? bounds.length : at;
}

/** As `ring_slot` in the database. */
export function partitionOfWeek(expiresAt_ms: number): number {
  return Math.floor((expiresAt_ms - a_monday_ms) / (partition_days * 86_400_000)) % partitions;
}

export function partitionOfToken(token: string): number {
  return partitionOfHash(hash('sha256', token, 'base64url'));
}

/** The first of the values that lies in the partition. */
export function drawnFor(partition: number, draw: (attempt: number) => string): string {
  for (let attempt = 0; attempt < tries_max; attempt += 1) {
    const token = draw(attempt);
    if (partitionOfToken(token) === partition) return token;
  }
  return draw(tries_max);
}
