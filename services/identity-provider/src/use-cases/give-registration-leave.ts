import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { leaveGiven } from '../events/registration.ts';
import { leaveFaults } from '../rules/registration-leave.ts';
import { unknownScopes } from '../rules/split-scope.ts';
import { insertLeave, type RegistrationLeave } from '../store/registration.ts';

export type LeaveWish = Pick<
  RegistrationLeave,
  'universityId' | 'label' | 'redirectHosts' | 'scope' | 'firstParty' | 'registeredState' | 'usesLeft' | 'expiresAt'
>;

/**
 * Lets applications register themselves (RFC 7591 §1.2). The initial access token is shown this once.
 *
 * @throws DomainError `client.unfit` with every fault in its details.
 */
export async function giveRegistrationLeave(
  db: Db,
  actor: Actor,
  wish: LeaveWish,
): Promise<{ id: string; token: string }> {
  const unknown = unknownScopes(wish.scope).map((scope) => ({ field: 'scope', message: `nobody honours ${scope}` }));
  const faults = [...leaveFaults(wish), ...unknown];
  if (faults.length > 0)
    throw new DomainError('client.unfit', 'Nobody can register like this.', { details: { faults } });
  const [id, token] = [uuidv7(), randomToken()];
  await transaction(db, async (tx) => {
    await insertLeave(tx, { ...wish, id, tokenHash: hashToken(token), createdBy: actor });
    await leaveGiven(tx, actor, { ...wish, id }, wish.usesLeft);
  });
  return { id, token };
}
