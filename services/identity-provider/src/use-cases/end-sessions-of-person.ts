import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { sessionsEnded } from '../events/sessions.ts';
import { listAccountsOfPerson } from '../store/accounts.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';

/** Signs a person out everywhere, at an administrator's word: every session and every token of his accounts. */
export async function endSessionsOfPerson(
  db: Db,
  order: { readonly actor: Actor; readonly personId: string },
): Promise<{ sessions: number }> {
  return transaction(db, async (tx) => {
    const accounts = await listAccountsOfPerson(tx, order.personId);
    if (accounts.length === 0) throw new DomainError('account.unknown', 'This person has no account.');
    let ended = 0;
    for (const { personId, referenceId } of accounts) {
      const sessions = await endSessionsOfAccount(tx, referenceId, 'ended-by-administrator');
      await sessionsEnded(tx, { actor: order.actor, personId, because: 'ended-by-administrator', sessions });
      ended += sessions;
    }
    return { sessions: ended };
  });
}
