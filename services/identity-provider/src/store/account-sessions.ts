import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';

export interface AccountSession {
  readonly uid: string;
  readonly device: Device;
  readonly publicComputer: boolean;
  readonly loginAt: Date | null;
  readonly seenAt: Date;
  /** How its owner proved who he is (RFC 8176). */
  readonly amr: readonly string[];
  /** The applications that it entered, our own pages left out. */
  readonly applications: readonly { readonly name: string; readonly nameRu: string; readonly address: string | null }[];
}

/** The sessions of an account that live, the last used first. */
export async function listSessionsOfAccount(db: Db, referenceId: string): Promise<AccountSession[]> {
  const { rows } = await db.raw<{ rows: AccountSession[] }>(
    `select * from (
       select distinct on (s.uid) s.uid, s.device, s.public_computer as "publicComputer", s.login_at as "loginAt",
              s.seen_at as "seenAt", coalesce(s.payload -> 'amr', '[]') as amr,
              (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'nameRu', c.name_ru,
                        'address', c.metadata ->> 'client_uri') order by c.name_ru), '[]')
               from identity_provider.session_authorizations a join identity_provider.clients c on c.id = a.client_id
               where a.session_uid = s.uid and c.origin <> 'product') as applications
       from identity_provider.sessions s join identity_provider.accounts account on account.reference_id = s.account_id
       where s.account_id = ? and s.ended_at is null and s.expires_at > now() and s.epoch = account.epoch
       order by s.uid, s.seen_at desc) one
     order by "seenAt" desc limit 100`,
    [referenceId],
  );
  return rows;
}
