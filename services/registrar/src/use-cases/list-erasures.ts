import { acrossUniversities, findUniversity, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type ErasureRecord, listErasures as store } from '../store/erasures.ts';

const erasures_max = 500;

/** Erasures of one university, or of all, the newest first. @throws DomainError `university.unknown`. */
export async function listErasures(
  registry: Registry,
  wanted: { readonly university?: string | undefined; readonly state?: ErasureRecord['state'] | undefined },
): Promise<ErasureRecord[]> {
  const page = { state: wanted.state, limit: erasures_max };
  if (wanted.university === undefined) return acrossUniversities(registry.db, (tx) => store(tx, page));
  const { id } = await findUniversity(registry.db, wanted.university);
  return withinUniversity(registry.db, id, (tx) => store(tx, page));
}
