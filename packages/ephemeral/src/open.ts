import type { Ephemeral } from './ephemeral.ts';
import { memoryEphemeral } from './memory.ts';
import { redisEphemeral } from './redis.ts';

/**
 * Redis where there is one, else this process's memory. In production memory is refused: a second instance would not see
 * what the first one wrote, and one-time things could be used twice.
 */
export function openEphemeral(options: { redisUrl: string | undefined; prefix: string }): Ephemeral {
  return options.redisUrl ? redisEphemeral(options.redisUrl, { prefix: `${options.prefix}:` }) : memoryEphemeral();
}

/** The fault that a service's configuration has if it would keep short-lived facts in memory in production. */
export function memoryStoreFault(settings: { NODE_ENV: string; REDIS_URL?: string | undefined }): string | undefined {
  return settings.NODE_ENV === 'production' && !settings.REDIS_URL
    ? 'REDIS_URL: is missing; the in-memory store serves one process only and is refused in production'
    : undefined;
}
