import type { Tx } from '@onecampus/database';

/** Ends every token and client by which a university's systems speak, and the streams by which they listen. Again: no change. */
export async function closeWaysIn(tx: Tx, universityId: string, by: string): Promise<void> {
  await tx.raw(
    `update registrar.scim_tokens set revoked_by = ?, revoked_at = now() where university_id = ? and revoked_at is null`,
    [by, universityId],
  );
  await tx.raw(`delete from registrar.scim_clients where university_id = ?`, [universityId]);
  await tx.raw(
    `update registrar.event_streams set removed_at = now(), state = 'paused' where university_id = ? and removed_at is null`,
    [universityId],
  );
}
