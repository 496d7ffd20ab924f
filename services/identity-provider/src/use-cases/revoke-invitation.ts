import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { invitationRevoked } from '../events/newcomers.ts';
import { revokeInvitation as revoke } from '../store/invitations.ts';

/** Takes an invitation back. @throws DomainError `invitation.unknown`, also where it is another university's or was used. */
export async function revokeInvitation(
  { db }: { readonly db: Db },
  order: { readonly by: Actor; readonly universityId: string; readonly id: string },
): Promise<void> {
  const { by, universityId, id } = order;
  await transaction(db, async (tx) => {
    const personId = await revoke(tx, universityId, id, by);
    if (personId === undefined) throw new DomainError('invitation.unknown', 'There is no such open invitation.');
    await invitationRevoked(tx, by, { personId, universityId });
  });
}
