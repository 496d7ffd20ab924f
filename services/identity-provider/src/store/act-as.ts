import type { Tx } from '@onecampus/database';

/** As whose member somebody acts in a session, in all its rows that live. */
export async function setActingUniversity(tx: Tx, sessionUid: string, universityId: string): Promise<void> {
  await tx.raw('update identity_provider.sessions set university_id = ? where uid = ? and ended_at is null', [
    universityId,
    sessionUid,
  ]);
}
