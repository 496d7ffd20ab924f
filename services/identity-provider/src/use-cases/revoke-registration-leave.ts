import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { leaveRevoked } from '../events/registration.ts';
import { type LeaveOwner, revokeLeave } from '../store/registration.ts';

/**
 * Takes a leave to register back. Applications that have registered with it stay as they are.
 *
 * @throws DomainError `registration-leave.unknown`.
 */
export async function revokeRegistrationLeave(
  db: Db,
  actor: Actor,
  { id, owner }: { readonly id: string; readonly owner: LeaveOwner },
): Promise<void> {
  await transaction(db, async (tx) => {
    const leave = await revokeLeave(tx, id, owner);
    if (!leave)
      throw new DomainError('registration-leave.unknown', 'There is no such leave, or it was revoked before.');
    await leaveRevoked(tx, actor, leave);
  });
}
