import type { Tx } from '@onecampus/database';

/** For how long a university keeps people after their last affiliation; `null` = nobody's data ends without being asked for. */
export async function setRetention(tx: Tx, universityId: string, days: number | null): Promise<void> {
  await tx.raw(`update directory.universities set retention = make_interval(days => ?::int) where id = ?`, [
    days,
    universityId,
  ] as never);
}
