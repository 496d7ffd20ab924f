import { withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { listNames } from '../store/names-of-people.ts';

/** The name by which a university knows a person; nothing where it has no record of him. */
export function showPersonName(
  registry: Registry,
  wanted: { readonly universityId: string; readonly personId: string },
): Promise<string | undefined> {
  const written = `person:${wanted.personId}`;
  return withinUniversity(registry.db, wanted.universityId, async (tx) =>
    (await listNames(tx, wanted.universityId, [written])).get(written),
  );
}
