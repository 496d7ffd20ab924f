import { acrossUniversities } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { closeOldImports, deleteBatch, deleteChangesBatch, staleRows } from '../store/drop-stale-rows.ts';

/** Forgets the staged rows of imports that nobody will confirm any more; returns of how many imports. Each batch commits. */
export async function dropStaleRows(registry: Registry, kept_hours: number): Promise<number> {
  const closed = await acrossUniversities(registry.db, (tx) => closeOldImports(tx, kept_hours));
  for (const condition of staleRows) {
    while (await acrossUniversities(registry.db, (tx) => deleteBatch(tx, condition)));
  }
  while (await acrossUniversities(registry.db, deleteChangesBatch));
  return closed;
}
