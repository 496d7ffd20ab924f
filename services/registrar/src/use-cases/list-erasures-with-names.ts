import { withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type ErasureRecord, listErasures } from '../store/erasures.ts';
import { listNames } from '../store/names-of-people.ts';

const erasures_max = 200;

/** A university's erasures, the newest first, with the names of those who still have one there. */
export function listErasuresWithNames(
  registry: Registry,
  wanted: { readonly universityId: string },
): Promise<{ erasures: readonly ErasureRecord[]; names: ReadonlyMap<string, string> }> {
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const erasures = await listErasures(tx, { limit: erasures_max });
    const named = erasures.flatMap((one) => [`person:${one.personId}`, one.askedBy]);
    return { erasures, names: await listNames(tx, wanted.universityId, named) };
  });
}
