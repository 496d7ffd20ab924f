import { randomBytes } from 'node:crypto';
import { describe } from '@jest/globals';

/** This run's Redis; without one the leg is not run, which the run says loudly at its start and at its end. */
export const redisUrl: string | undefined = process.env['TEST_REDIS_URL'] || undefined;

/** A prefix of one's own, so that files running side by side share a server and no key. */
export function redisPrefix(): string {
  return `t${randomBytes(4).toString('hex')}`;
}

export const describeWithRedis = redisUrl ? describe : describe.skip;
