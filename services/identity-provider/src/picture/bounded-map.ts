/** A map that forgets its oldest entry rather than grow beyond `entries_max`. */
export class BoundedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #entries_max: number;
  readonly #onDropped: (value: Value, key: Key) => void;

  constructor(entries_max: number, onDropped: (value: Value, key: Key) => void = () => undefined) {
    this.#entries_max = entries_max;
    this.#onDropped = onDropped;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#entries_max) return;
    const [oldest] = this.#entries as Iterable<[Key, Value]>;
    if (!oldest) return;
    this.#entries.delete(oldest[0]);
    this.#onDropped(oldest[1], oldest[0]);
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  get size(): number {
    return this.#entries.size;
  }
}
