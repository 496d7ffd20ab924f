import { findUniversity } from '@onecampus/directory';
import type { Registry } from '../../registry.ts';
import { listTokens as list, type ScimToken } from '../../store/scim/tokens.ts';

/** A university's SCIM tokens, the newest first, with their last use. @throws DomainError `university.unknown`. */
export async function listTokens(registry: Registry, order: { readonly university: string }): Promise<ScimToken[]> {
  const { id } = await findUniversity(registry.db, order.university);
  return list(registry.db, id);
}
