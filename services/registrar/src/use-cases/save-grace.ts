import { type Actor, findUniversity, withinUniversity } from '@onecampus/directory';
import { graceSaved } from '../events.ts';
import type { Registry } from '../registry.ts';
import { type Grace, saveGrace as store } from '../store/grace.ts';

/**
 * Says for how long affiliations keep their effect after their last day. It takes hold of somebody with the next roll that
 * speaks of him; what is said to be over (expelled, dismissed) has none. @throws DomainError `university.unknown`.
 */
export async function saveGrace(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly grace: Grace },
): Promise<Grace> {
  const { by, grace } = order;
  const university = await findUniversity(registry.db, order.university);
  await withinUniversity(registry.db, university.id, async (tx) => {
    await store(tx, university.id, grace);
    await graceSaved(tx, { by, universityId: university.id, affiliations: Object.keys(grace) });
  });
  return grace;
}
