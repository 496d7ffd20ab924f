import { describe, expect, it } from '@jest/globals';
import { randomDigits, randomReference, randomToken, uuidv7 } from './ids.ts';

describe('identifiers', () => {
  it('of version 7 sort by the time at which they were made (RFC 9562 §5.7)', () => {
    const times = [0, 1, 255, 256, 65_535, 65_536, 1_700_000_000_000, 1_700_000_000_001, 2 ** 48 - 1];
    const made = times.map((time) => uuidv7(time));
    expect([...made].sort()).toEqual(made);
    for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(uuidv7(1_700_000_000_001).replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_001);
  });

  it.each([() => uuidv7(0), randomToken, randomReference])('do not repeat: %p', (make) => {
    expect(new Set(Array.from({ length: 10_000 }, make)).size).toBe(10_000);
  });

  it('have the alphabet and the length that they promise', () => {
    expect(randomReference()).toMatch(/^[a-z2-7]{26}$/);
    expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomDigits(12)).toMatch(/^\d{12}$/);
  });

  it('use every letter and every digit', () => {
    const letters = new Set(Array.from({ length: 100 }, randomReference).join(''));
    expect(letters.size).toBe(32);
    expect(new Set(randomDigits(1_000)).size).toBe(10);
  });
});
