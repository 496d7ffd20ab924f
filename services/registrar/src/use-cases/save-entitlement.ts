import {
  type Actor,
  type Entitlement,
  findUniversity,
  saveEntitlement as store,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { entitlementSaved } from '../events.ts';
import type { Registry } from '../registry.ts';

/** Defines an entitlement or renames it. @throws DomainError `university.unknown`, `entitlement.of_another`. */
export async function saveEntitlement(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string } & Omit<Entitlement, 'universityId'>,
): Promise<Entitlement> {
  const { by, uri, label } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const owner = await store(tx, { uri, label });
    if (owner !== universityId) {
      throw new DomainError('entitlement.of_another', 'Another university has defined this entitlement.');
    }
    await entitlementSaved(tx, { by, universityId, uri });
    return { uri, universityId, label };
  });
}
