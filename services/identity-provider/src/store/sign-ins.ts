import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';
import { rings } from '../rules/ring.ts';

export interface SignInEntry {
  readonly at: Date;
  readonly clientId: string | null;
  readonly device: Device;
  readonly publicComputer: boolean;
  readonly methods: readonly string[];
  /** Of the session that began with it. */
  readonly sessionUid: string;
}

/** Of the last 90 days, the latest first; rows leave some days later, many at once. */
export async function listSignIns(db: Db, personId: string, limit: number): Promise<SignInEntry[]> {
  const { rows } = await db.raw<{ rows: SignInEntry[] }>(
    `select at, client_id as "clientId", device, public_computer as "publicComputer", methods, session_uid as "sessionUid"
     from identity_provider.sign_ins where person_id = ? and at > now() - interval '${rings.signIns.kept_days} days'
     order by at desc, id desc limit ?`,
    [personId, limit],
  );
  return rows;
}

const devices_kept_days = 400;

/** Forgets browsers that nobody has signed in with for so long; not more than `limit`, and returns how many. */
export async function purgeDevices(db: Db, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.devices where (person_id, id_hash) in (
       select person_id, id_hash from identity_provider.devices
       where last_seen_at < cast(? as timestamptz) - interval '${devices_kept_days} days' limit ?)`,
    [now, limit] as never,
  );
  return rowCount;
}
