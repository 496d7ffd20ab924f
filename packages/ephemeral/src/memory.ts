import { EventEmitter } from 'node:events';
import type { CountedWithin, Ephemeral } from './ephemeral.ts';

interface Entry {
  value: string | Set<string> | number;
  endsAt: number;
}

/** Expired entries are swept this often; until then they are invisible all the same. */
const sweep_every_ms = 30_000;

/** One process's own store. What a restart loses is what Redis may lose at any time. */
export function memoryEphemeral(now: () => number = Date.now): Ephemeral {
  const entries = new Map<string, Entry>();
  const channels = new EventEmitter().setMaxListeners(0);
  // An event called `error` to which nobody listens would be thrown.
  const eventOf = (channel: string) => `on ${channel}`;
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (!entry) return undefined;
    if (entry.endsAt > now()) return entry;
    entries.delete(key);
    return undefined;
  };
  const text = (key: string) => {
    const value = live(key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const put = (key: string, value: Entry['value'], life_seconds: number) => {
    entries.set(key, { value, endsAt: now() + life_seconds * 1_000 });
  };
  const left = ({ endsAt }: Entry) => Math.ceil((endsAt - now()) / 1_000);
  const countUp = (key: string, window_seconds: number) => {
    const entry = live(key);
    const count = (typeof entry?.value === 'number' ? entry.value : 0) + 1;
    const counted = { value: count, endsAt: entry?.endsAt ?? now() + window_seconds * 1_000 };
    entries.set(key, counted);
    return { count, resets_in_seconds: left(counted) };
  };
  const sweeper = setInterval(() => {
    for (const key of entries.keys()) live(key);
  }, sweep_every_ms);
  sweeper.unref();

  return {
    kind: 'memory',
    get: async (key) => text(key),
    getMany: async (keys) => keys.map(text),
    set: async (key, value, life_seconds) => put(key, value, life_seconds),
    claim: async (key, value, life_seconds) => {
      if (live(key)) return false;
      put(key, value, life_seconds);
      return true;
    },
    take: async (key) => {
      const value = text(key);
      if (value !== undefined) entries.delete(key);
      return value;
    },
    delete: async (...keys) => {
      for (const key of keys) entries.delete(key);
    },
    addToSet: async (key, member, life_seconds) => {
      const entry = live(key);
      const set = entry?.value instanceof Set ? entry.value : new Set<string>();
      set.add(member);
      entries.set(key, { value: set, endsAt: Math.max(entry?.endsAt ?? 0, now() + life_seconds * 1_000) });
    },
    setMembers: async (key) => {
      const value = live(key)?.value;
      return value instanceof Set ? [...value] : [];
    },
    countUp: async (key, window_seconds) => countUp(key, window_seconds),
    countWithin: async (counters, barrier): Promise<CountedWithin> => {
      const closed = live(barrier);
      if (closed) return { within: false, at: undefined, resets_in_seconds: left(closed) };
      const counts: number[] = [];
      for (const [at, { key, window_seconds, points }] of counters.entries()) {
        const { count, resets_in_seconds } = countUp(key, window_seconds);
        if (count > points) return { within: false, at, resets_in_seconds };
        counts.push(count);
      }
      return { within: true, counts };
    },
    publish: async (channel, message) => {
      channels.emit(eventOf(channel), message);
    },
    subscribe: async (channel, onMessage) => {
      channels.on(eventOf(channel), onMessage);
      return async () => {
        channels.off(eventOf(channel), onMessage);
      };
    },
    close: async () => {
      clearInterval(sweeper);
      channels.removeAllListeners();
    },
  };
}
