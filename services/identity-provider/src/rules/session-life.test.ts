import { describe, expect, it } from '@jest/globals';
import { sessionLife_seconds } from './session-life.ts';

const hour = 3_600;
const day = 24 * hour;
const life = (signedInAt: number | undefined, now: number) =>
  sessionLife_seconds({ signedInAt, now, seconds_max: 30 * day });

describe('the life of a session', () => {
  it.each([
    [undefined, 100 * day, 12 * hour],
    [100 * day, 100 * day, 12 * hour],
    [100 * day, 129 * day + 12 * hour, 12 * hour],
    [100 * day, 129 * day + 20 * hour, 4 * hour],
    [100 * day, 130 * day, 1],
    [100 * day, 200 * day, 1],
  ])('of somebody who signed in at %s and comes at %s is %s s', (signedInAt, now, seconds) => {
    expect(life(signedInAt, now)).toBe(seconds);
  });
});
