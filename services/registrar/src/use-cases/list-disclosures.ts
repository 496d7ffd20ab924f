import { acrossUniversities, type ListedDisclosure, listDisclosures as store } from '@onecampus/directory';
import type { Registry } from '../registry.ts';

/** Disclosures of one answer. */
export const disclosures_max = 200;

/**
 * Who received what about a person, the newest first: for the person himself. His own look is nobody's business, so it is not
 * on record; whoever else calls this records the look.
 */
export function listDisclosures(
  registry: Pick<Registry, 'db'>,
  wanted: { readonly personId: string; readonly before?: string | undefined; readonly limit?: number },
): Promise<ListedDisclosure[]> {
  return acrossUniversities(registry.db, (tx) =>
    store(tx, wanted.personId, { before: wanted.before, limit: wanted.limit ?? disclosures_max }),
  );
}
