export interface LimitedCounter {
  readonly key: string;
  readonly window_seconds: number;
  readonly points: number;
}

export type CountedWithin =
  | { readonly within: true; readonly counts: readonly number[] }
  /** The place of the counter that was above its limit; `undefined` for the barrier. */
  | { readonly within: false; readonly at: number | undefined; readonly resets_in_seconds: number };

/**
 * A store for facts that may vanish at any moment. Two real implementations: Redis, and memory for a single process.
 * All lives are in seconds. Where Redis does not answer, every method throws `ephemeral.unavailable` within 300 ms.
 */
export interface Ephemeral {
  readonly kind: 'redis' | 'memory';
  get(key: string): Promise<string | undefined>;
  /** Values in the order of the keys, `undefined` where there is none. */
  getMany(keys: readonly string[]): Promise<(string | undefined)[]>;
  set(key: string, value: string, life_seconds: number): Promise<void>;
  /** Writes only where there is nothing, in one step; `true` for the one caller who wrote. */
  claim(key: string, value: string, life_seconds: number): Promise<boolean>;
  /** Reads and removes in one step: of any number of callers one gets the value. */
  take(key: string): Promise<string | undefined>;
  delete(...keys: readonly string[]): Promise<void>;
  /** Adds to a set whose life becomes at least `life_seconds`. */
  addToSet(key: string, member: string, life_seconds: number): Promise<void>;
  setMembers(key: string): Promise<string[]>;
  /** Adds one to a counter and returns it with the seconds until it starts anew. */
  countUp(key: string, window_seconds: number): Promise<{ count: number; resets_in_seconds: number }>;
  /**
   * Adds one to each of several counters in their order, in one step, and stops at the first that is above its limit: what
   * comes after it is not counted. Where something is kept under `barrier`, nothing is counted at all.
   */
  countWithin(counters: readonly LimitedCounter[], barrier: string): Promise<CountedWithin>;
  publish(channel: string, message: string): Promise<void>;
  /** Delivers at most once, to whoever listens just then: a wake-up, never the news itself. */
  subscribe(channel: string, onMessage: (message: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
