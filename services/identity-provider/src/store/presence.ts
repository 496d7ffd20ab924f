import type { Db } from '@onecampus/database';
import { personIdOfReference } from '@onecampus/directory';
import type { Account } from './accounts.ts';
import type { StoredGrant } from './grants.ts';
import { liveSessions, type StoredSession, sessionColumns } from './sessions.ts';

/** A session with all that is asked about it in the same request. */
export interface Presence {
  readonly session: StoredSession;
  /** The account of who is signed in; absent where nobody is, or it is gone. */
  readonly account?: Account;
  /** The active person whose account it is. */
  readonly personId?: string;
  /** What was granted to the application in hand, if it is alive. */
  readonly grant?: StoredGrant;
}

/** How a session is looked for. */
export type PresenceKey = { readonly idHash: string } | { readonly uid: string };

type Row = StoredSession & {
  readonly account: Omit<Account, 'referenceId'> | null;
  readonly canonicalPersonId: string | null;
  readonly grantRow: (Omit<StoredGrant, 'expiresAt'> & { readonly expiresAt: string }) | null;
};

/**
 * Reads a live session by its cookie's hash or by its uid, and in the same breath the account, the person and the grant of
 * one application: the engine asks for them one after another, and each would be a journey of its own to the database.
 */
export async function findPresence(
  db: Db,
  key: PresenceKey,
  clientId: string | undefined,
): Promise<Presence | undefined> {
  const [place, value] = 'idHash' in key ? ['s.id_hash', key.idHash] : ['s.uid', key.uid];
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ${sessionColumns},
       case when account.person_id is not null then jsonb_build_object(
         'personId', account.person_id, 'state', account.state, 'epoch', account.epoch) end as account,
       case when s.account_id is not null then ${personIdOfReference('s.account_id')} end as "canonicalPersonId",
       (select jsonb_build_object('id', g.id, 'accountId', g.account_id, 'clientId', g.client_id, 'payload', g.payload,
                                  'expiresAt', g.expires_at, 'epoch', g.epoch)
        from identity_provider.session_authorizations mine join identity_provider.grants g on g.id = mine.grant_id
        where mine.session_uid = s.uid and mine.client_id = ? and coalesce(account.epoch, g.epoch) = g.epoch) as "grantRow"
     from ${liveSessions} and ${place} = ? order by s.created_at desc limit 1`,
    [clientId ?? '', value],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { account, canonicalPersonId, grantRow, ...session } = row;
  return {
    session,
    ...(account && session.accountId !== null ? { account: { ...account, referenceId: session.accountId } } : {}),
    ...(canonicalPersonId === null ? {} : { personId: canonicalPersonId }),
    ...(grantRow === null ? {} : { grant: { ...grantRow, expiresAt: new Date(grantRow.expiresAt) } }),
  };
}
