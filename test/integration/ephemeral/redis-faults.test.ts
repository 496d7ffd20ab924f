import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type Ephemeral, rateLimiter, redisEphemeral } from '@onecampus/ephemeral';
import { describeWithRedis } from '../../support/redis.ts';
import { type OwnRedis, ownRedis } from './own-redis.ts';

const unavailable = { code: 'ephemeral.unavailable', retryAfterSeconds: 2 };

describeWithRedis('Redis may vanish at any moment', () => {
  let redis: OwnRedis;
  const opened: Ephemeral[] = [];
  const open = () => {
    const one = redisEphemeral(redis.url);
    opened.push(one);
    return one;
  };
  const everyCommand = (store: Ephemeral): Promise<unknown>[] => [
    store.get('a'),
    store.getMany(['a', 'b']),
    store.set('a', 'x', 60),
    store.claim('a', 'x', 60),
    store.take('a'),
    store.delete('a'),
    store.addToSet('s', 'x', 60),
    store.setMembers('s'),
    store.countUp('n', 60),
    store.publish('news', 'x'),
  ];
  beforeAll(async () => {
    redis = await ownRedis();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  afterAll(() => redis.kill());

  it('frozen: every command is refused in time, and works again after the thaw', async () => {
    const store = open();
    await store.set('kept', 'x', 60);
    redis.freeze();
    const startedAt = performance.now();
    const results = await Promise.allSettled(everyCommand(store));
    const took_ms = performance.now() - startedAt;
    redis.thaw();
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: unavailable });
    // The limit itself is 300 ms; the rest is for a busy machine.
    expect(took_ms).toBeLessThan(1_500);
    expect(await backAgain(() => store.get('kept'))).toBe('x');
  });

  it('killed: every command is refused, and works again after the restart', async () => {
    const store = open();
    await store.set('a', 'x', 60);
    await redis.kill();
    for (const result of await Promise.allSettled(everyCommand(store))) {
      expect(result).toMatchObject({ status: 'rejected', reason: unavailable });
    }
    await redis.start();
    await backAgain(() => store.set('a', 'y', 60));
    expect(await store.get('a')).toBe('y');
  });

  it('away at the start: a store can be opened, refuses, and serves when Redis comes', async () => {
    await redis.kill();
    const store = open();
    await expect(store.get('a')).rejects.toMatchObject(unavailable);
    await redis.start();
    expect(await backAgain(() => store.claim('late', 'x', 60))).toBe(true);
  });

  it('restarted: whoever listened still listens', async () => {
    const store = open();
    const heard: string[] = [];
    await store.subscribe('news', (message) => heard.push(message));
    await redis.kill();
    await redis.start();
    while (heard.length === 0) {
      await store.publish('news', 'back').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('emptied: everything is as if it had never been, and nothing is wrong', async () => {
    const store = open();
    const limiter = rateLimiter(store, { name: 'sign-in', points: 2, window_seconds: 60 });
    await Promise.all([store.set('a', 'x', 60), store.addToSet('s', 'x', 60), store.claim('c', 'x', 60)]);
    await limiter.count('somebody');
    await limiter.count('somebody');
    await expect(limiter.count('somebody')).rejects.toMatchObject({ code: 'request.too_many' });
    await redis.flush();
    expect([await store.get('a'), await store.take('a'), await store.setMembers('s')]).toEqual([
      undefined,
      undefined,
      [],
    ]);
    await limiter.count('somebody');
  });

  it('limits go on counting while Redis is away, each process for itself', async () => {
    const store = open();
    const limiter = rateLimiter(store, { name: 'sign-in', points: 3, window_seconds: 60 });
    await limiter.count('guesser');
    await redis.kill();
    for (let attempt = 0; attempt < 3; attempt += 1) await limiter.count('guesser');
    await expect(limiter.count('guesser')).rejects.toMatchObject({
      code: 'request.too_many',
      retryAfterSeconds: expect.any(Number),
    });
    await limiter.count('somebody else');
    await limiter.forgive('guesser');
    await limiter.count('guesser');
    await redis.start();
    await backAgain(() => store.get('a'));
    await limiter.count('guesser');
  });
});

async function backAgain<Result>(command: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await command();
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
