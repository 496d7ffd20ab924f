import { findUniversity } from '@onecampus/directory';
import type { Registry } from '../../registry.ts';
import { listClients as list, type ScimClient } from '../../store/scim/clients.ts';

/** The clients of the identity provider that speak for a university. @throws DomainError `university.unknown`. */
export async function listClients(registry: Registry, order: { readonly university: string }): Promise<ScimClient[]> {
  const { id } = await findUniversity(registry.db, order.university);
  return list(registry.db, id);
}
