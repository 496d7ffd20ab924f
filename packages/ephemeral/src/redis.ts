import { DomainError } from '@onecampus/errors';
import { Redis } from 'ioredis';
import type { CountedWithin, Ephemeral } from './ephemeral.ts';

/** A request never waits longer for Redis; a frozen server would otherwise hold it for as long as the freeze lasts. */
const command_timeout_ms = 300;
const retry_after_seconds = 2;

/**
 * Adds to a set and lengthens its life, never shortens it.
 * KEYS[1] the set · ARGV[1] the member · ARGV[2] life in seconds · returns 1.
 */
const addToSetScript = `
redis.call('SADD', KEYS[1], ARGV[1])
if redis.call('TTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return 1`;

/**
 * Counts within a window that starts with the first count.
 * KEYS[1] the counter · ARGV[1] window in seconds · returns {count, milliseconds until it starts anew}.
 */
const countUpScript = `
local count = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]); left = tonumber(ARGV[1]) * 1000 end
return {count, left}`;

/**
 * Counts in several counters up to the first that is above its limit.
 * KEYS[1] the barrier, KEYS[2…] the counters · ARGV two for each counter: window in seconds, points · returns
 * {0, counts…}, or {1 for the barrier and 2… for the counter that stopped it, milliseconds until it starts anew}.
 */
const countWithinScript = `
local closed = redis.call('PTTL', KEYS[1])
if closed > 0 then return {1, closed} end
local counted = {0}
for at = 2, #KEYS do
  local count = redis.call('INCR', KEYS[at])
  local window = tonumber(ARGV[2 * at - 3])
  local left = redis.call('PTTL', KEYS[at])
  if left < 0 then redis.call('EXPIRE', KEYS[at], window); left = window * 1000 end
  if count > tonumber(ARGV[2 * at - 2]) then return {at, left} end
  counted[at] = count
end
return counted`;

/**
 * Gives an answer its time. The last look is taken one turn of the event loop after the time is up: where this process itself
 * was held up that long, the answer already lies in the socket, and ioredis's own commandTimeout would call it an outage.
 */
async function inTime<Result>(answer: Promise<Result>): Promise<Result> {
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const late = () => reject(new Error(`Redis did not answer within ${command_timeout_ms} ms`));
  const timer = setTimeout(() => setImmediate(() => setImmediate(late)), command_timeout_ms);
  try {
    return await Promise.race([answer, overdue]);
  } finally {
    clearTimeout(timer);
  }
}

export function redisEphemeral(url: string, options: { prefix?: string } = {}): Ephemeral {
  const settings = {
    keyPrefix: options.prefix ?? '',
    connectTimeout: 1_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    lazyConnect: false,
    retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
  };
  const redis = new Redis(url, settings);
  // Errors reach the caller through each command; without a listener ioredis would print them as well.
  redis.on('error', () => undefined);
  // The first connection is worth waiting for; later, while Redis is away, commands are refused at once.
  let connecting: Promise<void> | undefined = new Promise((resolve) => {
    const settle = () => {
      connecting = undefined;
      resolve();
    };
    redis.once('ready', settle).once('error', settle).once('close', settle);
    setTimeout(settle, command_timeout_ms).unref();
  });
  const asked = async <Result>(command: () => Promise<Result>): Promise<Result> => {
    if (connecting) await connecting;
    try {
      return await inTime(command());
    } catch (error) {
      throw new DomainError('ephemeral.unavailable', 'The short-term store cannot be reached at the moment.', {
        cause: error,
        retryAfterSeconds: retry_after_seconds,
      });
    }
  };
  const channelPrefix = options.prefix ?? '';
  let subscriber: Redis | undefined;

  return {
    kind: 'redis',
    get: (key) => asked(async () => (await redis.get(key)) ?? undefined),
    getMany: (keys) =>
      asked(async () => (keys.length === 0 ? [] : (await redis.mget(...keys)).map((value) => value ?? undefined))),
    set: (key, value, life_seconds) => asked(async () => void (await redis.set(key, value, 'EX', whole(life_seconds)))),
    claim: (key, value, life_seconds) =>
      asked(async () => (await redis.set(key, value, 'EX', whole(life_seconds), 'NX')) === 'OK'),
    take: (key) => asked(async () => (await redis.getdel(key)) ?? undefined),
    delete: (...keys) => asked(async () => void (keys.length > 0 && (await redis.del(...keys)))),
    addToSet: (key, member, life_seconds) =>
      asked(async () => void (await redis.eval(addToSetScript, 1, key, member, whole(life_seconds)))),
    setMembers: (key) => asked(() => redis.smembers(key)),
    countUp: (key, window_seconds) =>
      asked(async () => {
        const [count, left] = (await redis.eval(countUpScript, 1, key, whole(window_seconds))) as [number, number];
        return { count, resets_in_seconds: Math.ceil(left / 1_000) };
      }),
    countWithin: (counters, barrier) =>
      asked(async (): Promise<CountedWithin> => {
        const keys = [barrier, ...counters.map(({ key }) => key)];
        const limits = counters.flatMap(({ window_seconds, points }) => [whole(window_seconds), points]);
        const [stop, ...rest] = (await redis.eval(countWithinScript, keys.length, ...keys, ...limits)) as number[];
        if (stop === 0) return { within: true, counts: rest };
        return {
          within: false,
          at: stop === 1 ? undefined : stop! - 2,
          resets_in_seconds: Math.ceil(rest[0]! / 1_000),
        };
      }),
    publish: (channel, message) => asked(async () => void (await redis.publish(channelPrefix + channel, message))),
    subscribe: async (channel, onMessage) => {
      // A connection in subscriber mode can do nothing else (Redis, Pub/Sub), and it may wait for Redis to come back.
      subscriber ??= new Redis(url, {
        ...settings,
        keyPrefix: '',
        enableOfflineQueue: true,
        maxRetriesPerRequest: null,
        commandTimeout: undefined as never,
      });
      subscriber.on('error', () => undefined);
      const name = channelPrefix + channel;
      const listener = (from: string, message: string) => {
        if (from === name) onMessage(message);
      };
      subscriber.on('message', listener);
      void subscriber.subscribe(name).catch(() => undefined);
      return async () => {
        subscriber?.off('message', listener);
      };
    },
    close: async () => {
      redis.disconnect();
      subscriber?.disconnect();
    },
  };
}

function whole(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}
