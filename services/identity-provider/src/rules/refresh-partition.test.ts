import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { drawnFor, partitionOfHash, partitionOfToken, partitionOfWeek, partitions } from './refresh-partition.ts';
import { refreshSuccessor } from './refresh-successor.ts';

const day_ms = 86_400_000;
const fresh = () => randomBytes(32).toString('base64url');

describe('the partition of a refresh token', () => {
  it('is named by the first character of its hash, in five ranges of much the same size', () => {
    const alphabet = [...'-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'];
    const sizes = Array.from({ length: partitions }, (_, n) => alphabet.filter((c) => partitionOfHash(c) === n).length);
    expect(sizes).toEqual([12, 13, 13, 13, 13]);
  });

  it('is that of the week in which it expires, so that five weeks go round', () => {
    const monday = Date.UTC(2026, 10, 23);
    expect(partitionOfWeek(monday + 7 * day_ms - 1)).toBe(partitionOfWeek(monday));
    expect(new Set([0, 1, 2, 3, 4].map((week) => partitionOfWeek(monday + week * 7 * day_ms))).size).toBe(5);
    expect(partitionOfWeek(monday + 35 * day_ms)).toBe(partitionOfWeek(monday));
  });

  it('is what a token is drawn for', () => {
    for (let partition = 0; partition < partitions; partition += 1)
      for (let n = 0; n < 20; n += 1) expect(partitionOfToken(drawnFor(partition, fresh))).toBe(partition);
  });

  it('is that of the token before, whose end it shares, and the successor is the same each time', () => {
    const key = randomBytes(32);
    for (let n = 0; n < 50; n += 1) {
      const token = fresh();
      const successor = refreshSuccessor(key, token);
      expect(partitionOfToken(successor)).toBe(partitionOfToken(token));
      expect(refreshSuccessor(key, token)).toBe(successor);
      expect(refreshSuccessor(randomBytes(32), token)).not.toBe(successor);
    }
  });
});
