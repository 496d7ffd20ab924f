import { type Actor, findUniversity, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../../registry.ts';
import { deleteClient } from '../../store/scim/clients.ts';

/** Ends a client's right to speak for a university. @throws DomainError `university.unknown`, `scim-client.unknown`. */
export async function unbindClient(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly clientId: string },
): Promise<void> {
  const { by, clientId } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  await withinUniversity(registry.db, universityId, async (tx) => {
    const unbound = await deleteClient(tx, { clientId, universityId });
    if (!unbound) throw new DomainError('scim-client.unknown', 'The client does not speak for this university.');
    await recordAudit(tx, { actor: by, action: 'scim-client.unbound', subject: `client:${clientId}`, universityId });
  });
}
