import { findUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { hashToken } from '@onecampus/tokens';
import type { Caller } from '../../provisioning/caller.ts';
import type { Registry } from '../../registry.ts';
import { findClientUniversity } from '../../store/scim/clients.ts';
import { findToken, noteTokenUse } from '../../store/scim/tokens.ts';

/** A token of ours, or the client of the identity provider whose access token was verified. */
export type Credential = { readonly token: string } | { readonly clientId: string };

/**
 * For which university somebody speaks by SCIM. @throws DomainError `token.invalid`; and whatever the database says when it
 * cannot be asked: not being able to tell is no refusal.
 */
export async function authenticateCaller(registry: Registry, credential: Credential): Promise<Caller> {
  if ('clientId' in credential) {
    const slug = await findClientUniversity(registry.db, credential.clientId);
    if (slug === undefined) throw new DomainError('token.invalid', 'The client speaks for no university here.');
    return { by: `client:${credential.clientId}`, university: await findUniversity(registry.db, slug) };
  }
  const found = await findToken(registry.db, hashToken(credential.token));
  if (!found) throw new DomainError('token.invalid', 'The token is unknown, expired or withdrawn.');
  const { tokenId, isNoted, ...university } = found;
  if (!isNoted) await noteTokenUse(registry.db, tokenId);
  return { by: `client:scim-token:${tokenId}`, university };
}
