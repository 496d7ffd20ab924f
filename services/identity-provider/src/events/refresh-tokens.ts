import type { Db } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';

/** A refresh token came twice: either of the two who showed it may be a thief, so both were put out. */
export async function refreshTokenReused(db: Db, personId: string, clientId: string): Promise<void> {
  await recordAudit(db, {
    actor: `client:${clientId}`,
    action: 'refresh-token.reused',
    subject: `person:${personId}`,
  });
}
