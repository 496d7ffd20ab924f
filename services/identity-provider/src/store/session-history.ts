import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';
import type { EndedBecause } from './session-ends.ts';

export interface SessionEnd {
  readonly at: Date;
  readonly because: EndedBecause;
  readonly device: Device;
}

/** Ends of an account's sessions, the latest first. */
export async function listSessionEnds(db: Db, referenceId: string, limit: number): Promise<SessionEnd[]> {
  const { rows } = await db.raw<{ rows: SessionEnd[] }>(
    `select l.ended_at as at, l.because,
            coalesce((select s.device from identity_provider.sessions s where s.uid = l.session_uid
                      order by s.created_at desc limit 1), '{}') as device
     from identity_provider.logouts l where l.account_id = ? order by l.ended_at desc limit ?`,
    [referenceId, limit],
  );
  return rows;
}
