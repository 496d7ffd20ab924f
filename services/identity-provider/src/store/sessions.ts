import type { Db } from '@onecampus/database';

/** What a session holds for one application, in the engine's own words. */
export type SessionAuthorization = {
  sid?: string | null;
  grantId?: string | null;
  persistsLogout?: boolean | null;
};

export type StoredSession = {
  readonly uid: string;
  readonly accountId: string | null;
  readonly loginAt: Date | null;
  readonly expiresAt: Date;
  readonly payload: Record<string, unknown>;
  readonly authorizations: Record<string, SessionAuthorization> | null;
};

const columns = `
  s.uid, s.account_id as "accountId", s.login_at as "loginAt", s.expires_at as "expiresAt", s.payload,
  (select jsonb_object_agg(a.client_id, jsonb_strip_nulls(jsonb_build_object(
            'sid', a.sid, 'grantId', a.grant_id, 'persistsLogout', a.persists_logout)))
   from identity_provider.session_authorizations a where a.session_uid = s.uid) as authorizations`;

export async function findSession(db: Db, idHash: string): Promise<StoredSession | undefined> {
  const { rows } = await db.raw<{ rows: StoredSession[] }>(
    `select ${columns} from identity_provider.sessions s
     where s.id_hash = ? and s.ended_at is null and s.expires_at > now()`,
    [idHash],
  );
  return rows[0];
}

export async function findSessionByUid(db: Db, uid: string): Promise<StoredSession | undefined> {
  const { rows } = await db.raw<{ rows: StoredSession[] }>(
    `select ${columns} from identity_provider.sessions s
     where s.uid = ? and s.ended_at is null and s.expires_at > now()
     order by s.created_at desc limit 1`,
    [uid],
  );
  return rows[0];
}

export type SessionToSave = {
  readonly idHash: string;
  readonly uid: string;
  readonly accountId: string | null;
  readonly loginAt: Date | null;
  readonly expiresAt: Date;
  readonly payload: Record<string, unknown>;
  /** Only the entries that this request made or changed. */
  readonly changedAuthorizations: Record<string, SessionAuthorization>;
  readonly removedClientIds: readonly string[];
};

/**
 * Writes a session in one statement. Entries of other applications that appeared since it was read are left alone; an
 * ended session stays ended.
 */
export async function saveSession(db: Db, session: SessionToSave): Promise<void> {
  const entries = Object.entries(session.changedAuthorizations).map(([client_id, entry]) => ({
    client_id,
    sid: entry.sid ?? null,
    grant_id: entry.grantId ?? null,
    persists_logout: entry.persistsLogout ?? null,
  }));
  await db.raw(
    `with saved as (
       insert into identity_provider.sessions as s (id_hash, uid, account_id, login_at, payload, expires_at)
       values (:idHash, :uid, :accountId, :loginAt, :payload, :expiresAt)
       on conflict (id_hash) do update
         set account_id = excluded.account_id, login_at = excluded.login_at,
             payload = s.payload || excluded.payload, expires_at = excluded.expires_at
         where s.ended_at is null
     ), removed as (
       delete from identity_provider.session_authorizations
       where session_uid = :uid and client_id = any(cast(:removed as text[]))
     )
     insert into identity_provider.session_authorizations as a
       (session_uid, client_id, sid, grant_id, persists_logout, expires_at)
     select :uid, e.client_id, e.sid, g.id, e.persists_logout, :expiresAt
     from jsonb_to_recordset(cast(:entries as jsonb)) as e (client_id text, sid text, grant_id text, persists_logout boolean)
     left join identity_provider.grants g on g.id = e.grant_id
     on conflict (session_uid, client_id) do update
       set sid = coalesce(a.sid, excluded.sid), grant_id = coalesce(excluded.grant_id, a.grant_id),
           persists_logout = coalesce(excluded.persists_logout, a.persists_logout), expires_at = excluded.expires_at`,
    {
      idHash: session.idHash,
      uid: session.uid,
      accountId: session.accountId,
      loginAt: session.loginAt,
      payload: JSON.stringify(session.payload),
      expiresAt: session.expiresAt,
      removed: [...session.removedClientIds],
      entries: JSON.stringify(entries),
    } as never,
  );
}

/** Ends the session that this cookie value belongs to, whatever other values it has had. */
export async function endSession(db: Db, idHash: string): Promise<void> {
  await db.raw(
    `update identity_provider.sessions set ended_at = now()
     where ended_at is null
       and uid = (select uid from identity_provider.sessions where id_hash = ?)`,
    [idHash],
  );
}

/** Ends every session of an account and returns how many there were. */
export async function endSessionsOfAccount(db: Db, accountId: string): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'update identity_provider.sessions set ended_at = now() where account_id = ? and ended_at is null',
    [accountId],
  );
  return rowCount;
}

/**
 * The one grant that a session has for an application: the first caller's stands, and everyone else is told of it. It is
 * replaced only where it was withdrawn (the row then names none) or is the one that the caller found dead. The decision
 * looks at nothing but the row itself: a look at `grants` would see them as they were when the statement began.
 */
export async function claimSessionGrant(
  db: Db,
  claim: {
    sessionUid: string;
    clientId: string;
    sid: string;
    grantId: string;
    deadGrantId: string | null;
    expiresAt: Date;
  },
): Promise<string> {
  const { rows } = await db.raw<{ rows: { grantId: string }[] }>(
    `insert into identity_provider.session_authorizations as a (session_uid, client_id, sid, grant_id, expires_at)
     values (:sessionUid, :clientId, :sid, :grantId, :expiresAt)
     on conflict (session_uid, client_id) do update
       set grant_id = case when a.grant_id is null or a.grant_id = :deadGrantId then excluded.grant_id else a.grant_id end
     returning a.grant_id as "grantId"`,
    claim as never,
  );
  return rows[0]!.grantId;
}
