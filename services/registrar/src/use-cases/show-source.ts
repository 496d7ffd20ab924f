import { firstWithin, listUniversities, type University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { findSourceById, type Source } from '../store/sources.ts';

/** A source of one of the universities for which the asker speaks. @throws DomainError `source.unknown`, also for a foreign one. */
export async function showSource(
  registry: Registry,
  wanted: { sourceId: string; universityIds: readonly string[] },
): Promise<{ university: University; source: Source }> {
  const source = await firstWithin(registry.db, wanted.universityIds, (tx) => findSourceById(tx, wanted.sourceId));
  const university = (await listUniversities(registry.db)).find((one) => one.id === source?.universityId);
  if (!source || !university) throw new DomainError('source.unknown', 'There is no such source.');
  return { university, source };
}
