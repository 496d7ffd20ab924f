import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';
import { rings } from '../rules/ring.ts';

/**
 * Notes a sign-in for its owner, and the browser it was made with; tells him where it is one that was not seen before. The
 * very first browser of an account is no news. One statement: it is part of every sign-in.
 *
 * @returns the language that the account's owner has chosen, if he has.
 */
export async function noteSignIn(
  db: Db,
  signIn: {
    readonly referenceId: string;
    readonly sessionUid: string;
    readonly clientId: string | null;
    readonly deviceHash: string;
    readonly device: Device;
    readonly deviceName: string;
    readonly publicComputer: boolean;
    readonly methods: readonly string[];
  },
): Promise<'ru' | 'en' | undefined> {
  const { rows } = await db.raw<{ rows: { locale: 'ru' | 'en' | null }[] }>(
    `with account as (
       select person_id, locale from identity_provider.accounts where reference_id = :referenceId
     ), known as (
       select exists (select from identity_provider.devices d join account using (person_id)) as any
     ), device as (
       insert into identity_provider.devices as d (person_id, id_hash) select person_id, :deviceHash from account
       on conflict (person_id, id_hash) do update set last_seen_at = now()
       returning d.first_seen_at = now() as is_new
     ), noted as (
       insert into identity_provider.sign_ins (person_id, session_uid, client_id, device, public_computer, methods)
       select person_id, :sessionUid, cast(:clientId as text), cast(:device as jsonb), cast(:publicComputer as boolean),
              cast(:methods as text[]) from account
     ), told as (
       insert into identity_provider.notices (person_id, kind, details)
       select account.person_id, 'new-device', jsonb_build_object('device', cast(:deviceName as text))
       from account, device, known where device.is_new and known.any
     )
     select locale from account`,
    { ...signIn, device: JSON.stringify(signIn.device), methods: [...signIn.methods] } as never,
  );
  return rows[0]?.locale ?? undefined;
}

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
