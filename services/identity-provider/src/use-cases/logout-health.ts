import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { logoutsRetried } from '../events/sessions.ts';
import { type LogoutHealth, listLogoutHealth, makeDueNow } from '../store/logout-health.ts';

export type { LogoutHealth } from '../store/logout-health.ts';

export function logoutHealthOf(db: Db, universityId: string): Promise<LogoutHealth[]> {
  return listLogoutHealth(db, universityId);
}

/** Has a university's application told now of all that waits for it. @throws DomainError `client.unknown`. */
export async function retryLogouts(
  db: Db,
  order: { readonly actor: Actor; readonly universityId: string; readonly clientId: string },
): Promise<number> {
  return transaction(db, async (tx) => {
    const waiting = await makeDueNow(tx, order.universityId, order.clientId);
    if (waiting === undefined) throw new DomainError('client.unknown', 'This university has no such application.');
    await logoutsRetried(tx, { ...order, waiting });
    return waiting;
  });
}
