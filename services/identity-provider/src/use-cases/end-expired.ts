import { type Db, transaction } from '@onecampus/database';
import { endSessionsByUid, findRunOutSessions } from '../store/session-ends.ts';

/** Sessions of one transaction. */
const batch_sessions = 200;

/** Notes that sessions ran out, which has their applications told. Any number of instances may do it at once. */
export async function endExpired(db: Db, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const uids = await findRunOutSessions(db, batch_sessions);
    if (uids.length > 0) await transaction(db, (tx) => endSessionsByUid(tx, uids, 'expired'));
    if (uids.length < batch_sessions) return;
  }
}
