import type { Registry } from '../registry.ts';
import { dropStaleRows as drop } from '../store/drop-stale-rows.ts';

/** Forgets the staged rows of imports that nobody will confirm any more; returns of how many imports. */
export function dropStaleRows(registry: Registry, kept_hours: number): Promise<number> {
  return drop(registry.db, kept_hours);
}
