import { type Actor, findUniversity, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../../registry.ts';
import { findClientUniversity, insertClient } from '../../store/scim/clients.ts';

/**
 * Lets a client of the identity provider speak for one university; again is no change.
 * @throws DomainError `university.unknown`, `scim-client.bound_elsewhere`.
 */
export async function bindClient(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly clientId: string },
): Promise<{ bound: boolean }> {
  const { by, clientId } = order;
  const university = await findUniversity(registry.db, order.university);
  const bound = await withinUniversity(registry.db, university.id, async (tx) => {
    const fresh = await insertClient(tx, { clientId, universityId: university.id, by });
    if (!fresh && (await findClientUniversity(tx, clientId)) !== university.slug) {
      throw new DomainError('scim-client.bound_elsewhere', 'The client speaks for another university.');
    }
    if (fresh) {
      await recordAudit(tx, {
        actor: by,
        action: 'scim-client.bound',
        subject: `client:${clientId}`,
        universityId: university.id,
      });
    }
    return fresh;
  });
  return { bound };
}
