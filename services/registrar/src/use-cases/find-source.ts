import { findUniversity, type University, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { findSource as find, type Source } from '../store/sources.ts';

/** A university with one of its sources. @throws DomainError `university.unknown`, `source.unknown`. */
export async function findSource(
  registry: Registry,
  wanted: { readonly university: string; readonly label: string },
): Promise<{ university: University; source: Source }> {
  const university = await findUniversity(registry.db, wanted.university);
  const source = await withinUniversity(registry.db, university.id, (tx) => find(tx, university.id, wanted.label));
  if (!source)
    throw new DomainError('source.unknown', `${university.slug} has no source "${wanted.label}"; set it up first.`);
  return { university, source };
}
