import { type Db, transaction } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import { sessionsEnded } from '../events/sessions.ts';
import { type AccountSession, listSessionsOfAccount } from '../store/account-sessions.ts';
import { endSessionsByUid, endSessionsOfAccount } from '../store/session-ends.ts';

export type OwnAccount = {
  readonly accountPersonId: string;
  readonly referenceId: string;
  readonly sessionUid: string;
};
export type OwnSession = Omit<AccountSession, 'uid'> & {
  /** By which a form names it; a session's uid never leaves us. */
  readonly handle: string;
  readonly isThisOne: boolean;
};

/** All sessions of one's own account, this one first. */
export async function listOwnSessions(db: Db, own: OwnAccount): Promise<OwnSession[]> {
  const sessions = await listSessionsOfAccount(db, own.referenceId);
  return sessions
    .map(({ uid, ...session }) => ({ ...session, handle: handleOf(uid), isThisOne: uid === own.sessionUid }))
    .sort((one, other) => Number(other.isThisOne) - Number(one.isThisOne));
}

/** Ends one of one's own sessions; `false` where there is none of this handle any more. */
export async function endOwnSession(db: Db, own: OwnAccount, handle: string): Promise<boolean> {
  return transaction(db, async (tx) => {
    const sessions = await listSessionsOfAccount(tx, own.referenceId);
    const found = sessions.find(({ uid }) => handleOf(uid) === handle);
    if (!found || (await endSessionsByUid(tx, [found.uid], 'ended-by-person')) === 0) return false;
    await noted(tx, own, 1);
    return true;
  });
}

/** Ends all of one's own sessions but this one, with every token that they gave; returns how many there were. */
export async function endOtherSessions(db: Db, own: OwnAccount): Promise<number> {
  return transaction(db, async (tx) => {
    const sessions = await endSessionsOfAccount(tx, own.referenceId, 'ended-by-person', { exceptUid: own.sessionUid });
    await noted(tx, own, sessions);
    return sessions;
  });
}

function noted(tx: Parameters<typeof sessionsEnded>[0], own: OwnAccount, sessions: number): Promise<void> {
  const { accountPersonId: personId } = own;
  return sessionsEnded(tx, { actor: `person:${personId}`, personId, because: 'ended-by-person', sessions });
}

function handleOf(uid: string): string {
  return hashToken(`handle ${uid}`);
}
