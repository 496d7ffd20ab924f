import { findUniversity, type Group, listGroups as list, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';

/** Groups of a university by name. @throws DomainError `university.unknown`. */
export async function listGroups(
  registry: Registry,
  wanted: { readonly university: string; readonly afterName: string; readonly limit: number },
): Promise<Group[]> {
  const { id } = await findUniversity(registry.db, wanted.university);
  return withinUniversity(registry.db, id, (tx) => list(tx, wanted));
}
