import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSame, type SeenFile } from './folder.ts';

const roll = /\.(csv|txt|zip)$/i;
const marker = /\.(done|ok)$/i;

/**
 * Tells which files of a folder are complete: those beside which a marker lies (`roll.csv.done`, `roll.csv.ok`), and those
 * whose size and time have stood still for a while by this machine's own clock. A network share tells no changes and keeps
 * another time, so neither notifications nor the age of a file are of use.
 */
export class StillFiles {
  readonly #seen = new Map<string, { file: SeenFile; since_ms: number }>();
  readonly #still_ms: number;

  constructor(still_ms: number) {
    this.#still_ms = still_ms;
  }

  async complete(folder: string, now_ms: number): Promise<SeenFile[]> {
    const names = await readdir(folder, { withFileTypes: true });
    const marked = new Set(
      names.filter(({ name }) => marker.test(name)).map(({ name }) => name.replace(marker, '').toLowerCase()),
    );
    const complete: SeenFile[] = [];
    const there = new Set<string>();
    for (const entry of names) {
      if (!entry.isFile() || entry.name.startsWith('.') || !roll.test(entry.name)) continue;
      const file = await lookAt(folder, entry.name);
      if (!file) continue;
      const at = path.join(folder, entry.name);
      there.add(at);
      const before = this.#seen.get(at);
      const since_ms = before && isSame(before.file, file) ? before.since_ms : now_ms;
      this.#seen.set(at, { file, since_ms });
      const stem = entry.name.replace(roll, '').toLowerCase();
      const isMarked = marked.has(entry.name.toLowerCase()) || marked.has(stem);
      if (isMarked || now_ms - since_ms >= this.#still_ms) complete.push(file);
    }
    for (const at of this.#seen.keys()) if (path.dirname(at) === folder && !there.has(at)) this.#seen.delete(at);
    return complete.toSorted((one, other) => one.modified_ms - other.modified_ms);
  }
}

/** `undefined` where it is gone meanwhile. */
export async function lookAt(folder: string, name: string): Promise<SeenFile | undefined> {
  try {
    const { size, mtimeMs } = await stat(path.join(folder, name));
    return { name, size_bytes: size, modified_ms: mtimeMs };
  } catch {
    return undefined;
  }
}
