import { afterEach, describe, expect, it } from '@jest/globals';
import { type Ephemeral, key, memoryEphemeral, redisEphemeral } from '@onecampus/ephemeral';
import { redisPrefix, redisUrl } from '../../support/redis.ts';

/** What both stores promise alike. Every file of the product may be run on either. */
const stores: [name: string, open: () => Ephemeral][] = [['memory', () => memoryEphemeral()]];
if (redisUrl) stores.push(['redis', () => redisEphemeral(redisUrl!, { prefix: `${redisPrefix()}:` })]);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(stores)('the ephemeral store: %s', (_, open) => {
  const opened: Ephemeral[] = [];
  const store = () => {
    const one = open();
    opened.push(one);
    return one;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  it('serves from its very first command on', async () => {
    expect(await store().get('nothing')).toBeUndefined();
  });

  it('keeps a value, replaces it, and forgets it when told to', async () => {
    const one = store();
    await one.set('a', 'first', 60);
    await one.set('a', 'second', 60);
    await one.set('b', '', 60);
    expect(await one.get('a')).toBe('second');
    expect(await one.getMany(['b', 'none', 'a'])).toEqual(['', undefined, 'second']);
    expect(await one.getMany([])).toEqual([]);
    await one.delete('a', 'none');
    await one.delete();
    expect(await one.getMany(['a', 'b'])).toEqual([undefined, '']);
  });

  it('keeps any text as it is', async () => {
    const one = store();
    const text = 'Ключ "ё" \u0000\r\n{"a":1}\u{1f511}';
    await one.set('a', text, 60);
    expect(await one.get('a')).toBe(text);
    expect(await one.take('a')).toBe(text);
  });

  it('forgets what has outlived its time', async () => {
    const one = store();
    await Promise.all([
      one.set('value', 'x', 1),
      one.claim('claim', 'x', 1),
      one.addToSet('set', 'x', 1),
      one.countUp('count', 1),
    ]);
    await sleep(1_100);
    expect(await one.get('value')).toBeUndefined();
    expect(await one.take('value')).toBeUndefined();
    expect(await one.claim('claim', 'again', 60)).toBe(true);
    expect(await one.setMembers('set')).toEqual([]);
    expect(await one.countUp('count', 60)).toEqual({ count: 1, resets_in_seconds: 60 });
  });

  it('lets one of a hundred claim, and keeps what that one wrote', async () => {
    const one = store();
    const won = await Promise.all(Array.from({ length: 100 }, (_, n) => one.claim('c', String(n), 60)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await one.get('c')).toBe(String(won.indexOf(true)));
  });

  it('lets one of a hundred take', async () => {
    const one = store();
    await one.set('t', 'the only one', 60);
    const taken = await Promise.all(Array.from({ length: 100 }, () => one.take('t')));
    expect(taken.filter((value) => value !== undefined)).toEqual(['the only one']);
    expect(await one.claim('t', 'free again', 60)).toBe(true);
  });

  it('counts a hundred as a hundred, in a window that the first one began', async () => {
    const one = store();
    const counts = await Promise.all(Array.from({ length: 100 }, () => one.countUp('n', 60)));
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 1),
    );
    for (const { resets_in_seconds } of counts) expect([59, 60]).toContain(resets_in_seconds);
    expect((await one.countUp('n', 3_600)).resets_in_seconds).toBeLessThanOrEqual(60);
  });

  it('counts in several counters up to the first that is full, and in none behind a barrier', async () => {
    const one = store();
    const counters = [
      { key: 'pair', window_seconds: 60, points: 2 },
      { key: 'account', window_seconds: 120, points: 5 },
    ];
    const count = () => one.countWithin(counters, 'closed');
    expect(await count()).toEqual({ within: true, counts: [1, 1] });
    expect(await count()).toEqual({ within: true, counts: [2, 2] });
    expect(await count()).toEqual({ within: false, at: 0, resets_in_seconds: 60 });
    // What came after the full one was not counted.
    expect((await one.countUp('account', 120)).count).toBe(3);
    await one.delete('pair');
    await one.set('closed', '1', 30);
    expect(await count()).toEqual({ within: false, at: undefined, resets_in_seconds: 30 });
    expect((await one.countUp('pair', 60)).count).toBe(1);
    await one.delete('closed', 'pair', 'account');
    const many = await Promise.all(Array.from({ length: 50 }, count));
    expect(many.filter(({ within }) => within)).toHaveLength(2);
  });

  it('keeps a set whose life only grows', async () => {
    const one = store();
    await one.addToSet('s', 'a', 60);
    await Promise.all(Array.from({ length: 20 }, (_, n) => one.addToSet('s', `m${n % 5}`, 1)));
    await sleep(1_100);
    expect((await one.setMembers('s')).sort()).toEqual(['a', 'm0', 'm1', 'm2', 'm3', 'm4']);
    expect(await one.setMembers('none')).toEqual([]);
  });

  it('hands a message to whoever listens, on this channel only, until he stops', async () => {
    const one = store();
    const [first, second, other]: string[][] = [[], [], []];
    const stopFirst = await one.subscribe('news', (message) => first!.push(message));
    await one.subscribe('news', (message) => second!.push(message));
    await one.subscribe('other', (message) => other!.push(message));
    await until(async () => {
      await one.publish('news', 'hello');
      return first!.length > 0 && second!.length > 0;
    });
    await stopFirst();
    const seen = first!.length;
    await until(async () => {
      await one.publish('news', 'again');
      return second!.includes('again');
    });
    expect(first).toHaveLength(seen);
    expect(other).toEqual([]);
  });

  it('says nothing of a channel called "error" to which nobody listens', async () => {
    await store().publish('error', 'hello');
  });

  it('builds keys whose parts cannot be mistaken for each other', () => {
    expect(key('oidc', 'a', 'b')).not.toBe(key('oidc', 'a:b'));
    expect(key('rate-limit', 'login', 'person:1')).not.toBe(key('rate-limit', 'login:person', '1'));
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
