import type { University } from '@onecampus/directory';
import type { Source } from '../store/sources.ts';

/**
 * A source's folder: `<root>/<university>/<source>/`. What is put there is moved to `taken/` while it is read and then to
 * `done/` or `refused/`, with its report beside it.
 */
export interface WatchedFolder {
  readonly path: string;
  readonly university: University;
  readonly source: Source;
}

/** A file as it was seen. */
export interface SeenFile {
  readonly name: string;
  readonly size_bytes: number;
  readonly modified_ms: number;
}

export function isSame(one: Omit<SeenFile, 'name'>, other: Omit<SeenFile, 'name'>): boolean {
  return one.size_bytes === other.size_bytes && one.modified_ms === other.modified_ms;
}
