import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two strings are equal, in a time that tells nothing about where they differ.
 * Both sides are hashed first, so the time does not depend on their lengths' difference either.
 */
export function constantTimeEqual(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value, 'utf8').digest();
  return timingSafeEqual(digest(a), digest(b));
}
