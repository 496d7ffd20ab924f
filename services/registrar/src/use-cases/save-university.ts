import { transaction } from '@onecampus/database';
import { type Actor, findUniversity, saveUniversity as store, type University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { universitySaved } from '../events.ts';
import type { Registry } from '../registry.ts';

/**
 * Brings a university into the consortium or its names up to date. Its home organization is always one of its scopes.
 *
 * @throws DomainError `row.duplicate` where a domain is another university's.
 */
export async function saveUniversity(
  registry: Registry,
  order: { readonly by: Actor; readonly university: Omit<University, 'id'> },
): Promise<University> {
  const scopes = [...new Set([order.university.homeOrganization, ...order.university.scopes])];
  await transaction(registry.db, async (tx) => {
    const universityId = await store(tx, { ...order.university, scopes, id: registry.newId() });
    const saved = await findUniversity(tx, order.university.slug);
    const foreign = [order.university.homeOrganization, ...scopes].filter(
      (scope) => !saved.scopes.includes(scope) || saved.homeOrganization !== order.university.homeOrganization,
    );
    if (foreign.length > 0) {
      throw new DomainError(
        'row.duplicate',
        'A domain belongs to another university, or the home organization differs from the known one.',
        {
          details: { scopes: [...new Set(foreign)] },
        },
      );
    }
    await universitySaved(tx, { by: order.by, universityId });
  });
  registry.waker.wake();
  return findUniversity(registry.db, order.university.slug);
}
