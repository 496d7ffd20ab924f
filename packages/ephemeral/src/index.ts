export type { CountedWithin, Ephemeral, LimitedCounter } from './ephemeral.ts';
export { type KeyFamilyName, key, keyFamilies, type LossMeans } from './keys.ts';
export { memoryEphemeral } from './memory.ts';
export { memoryStoreFault, openEphemeral } from './open.ts';
export { type RateLimit, type RateLimiter, type RateLimiters, rateLimiter, rateLimiters } from './rate-limit.ts';
export { redisEphemeral } from './redis.ts';
