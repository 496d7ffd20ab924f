import type { Db } from '@onecampus/database';
import type { Device } from '../rules/device.ts';

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
  /** That of the account when its owner proved who he is; a session that carries another one than the account is dead. */
  readonly epoch: number;
  readonly payload: Record<string, unknown>;
  readonly authorizations: Record<string, SessionAuthorization> | null;
};

/** Of `liveSessions`, as a `StoredSession`. */
export const sessionColumns = `
  s.uid, s.account_id as "accountId", s.login_at as "loginAt", s.expires_at as "expiresAt", s.epoch, s.payload,
  (select jsonb_object_agg(a.client_id, jsonb_strip_nulls(jsonb_build_object(
            'sid', a.sid, 'grantId', a.grant_id, 'persistsLogout', a.persists_logout)))
   from identity_provider.session_authorizations a where a.session_uid = s.uid) as authorizations`;
/** Sessions `s` that nobody ended, that have time left and carry their account's epoch; further conditions follow. */
export const liveSessions = `
  identity_provider.sessions s left join identity_provider.accounts account on account.reference_id = s.account_id
  where s.ended_at is null and s.expires_at > now() and coalesce(account.epoch, s.epoch) = s.epoch`;

export type SessionToSave = {
  readonly idHash: string;
  readonly uid: string;
  readonly accountId: string | null;
  readonly loginAt: Date | null;
  readonly expiresAt: Date;
  /** Left out where nobody is signed in; with an account it must be there, or the session is born dead. */
  readonly epoch?: number | undefined;
  /** The cookie value that this one takes the place of, hashed: the session goes on, the old value is dead. */
  readonly replaces?: string | undefined;
  /** Only where somebody has just signed in; otherwise what the session has is kept. */
  readonly device?: Device | undefined;
  readonly publicComputer?: boolean | undefined;
  /** As whose member he acts in it. */
  readonly universityId?: string | undefined;
  readonly payload: Record<string, unknown>;
  /** Only the entries that this request made or changed. */
  readonly changedAuthorizations: Record<string, SessionAuthorization>;
  readonly removedClientIds: readonly string[];
};

/**
 * `may` holds one row if something may be written under the session `:uid`: nobody has ended it. Its oldest row is the one
 * that everybody who writes holds meanwhile and that whoever ends it holds too (session-ends.ts), so that nothing is
 * written under a session after its applications were counted.
 */
const mayWrite = `
  held as (
    select from identity_provider.sessions where uid = :uid and (ended_at is null or ended_because = 'replaced')
    order by created_at, id_hash limit 1 for no key update
  ), may as materialized (
    select where exists (select from held) or not exists (select from identity_provider.sessions where uid = :uid)
  )`;

/**
 * Writes a session in one statement. Entries of other applications that appeared since it was read are left alone; an
 * ended session stays ended, and nothing is written under it. Nor does a session change its owner.
 */
export async function saveSession(db: Db, session: SessionToSave): Promise<void> {
  const entries = Object.entries(session.changedAuthorizations).map(([client_id, entry]) => ({
    client_id,
    sid: entry.sid ?? null,
    grant_id: entry.grantId ?? null,
    persists_logout: entry.persistsLogout ?? null,
  }));
  await db.raw(
    `with ${mayWrite}, own as materialized (
       select from may where not exists (
         select from identity_provider.sessions where uid = :uid and account_id <> cast(:accountId as text))
     ), replaced as (
       update identity_provider.sessions set ended_at = now(), ended_because = 'replaced'
       where id_hash = cast(:replaces as text) and uid = :uid and ended_at is null and exists (select from own)
     ), saved as (
       insert into identity_provider.sessions as s
         (id_hash, uid, account_id, login_at, payload, expires_at, epoch, device, public_computer, university_id)
       select :idHash, :uid, :accountId, cast(:loginAt as timestamptz), cast(:payload as jsonb),
              cast(:expiresAt as timestamptz), :epoch, coalesce(cast(:device as jsonb), r.device, '{}'),
              coalesce(cast(:publicComputer as boolean), r.public_computer, false),
              coalesce(cast(:universityId as uuid), r.university_id)
       from own left join identity_provider.sessions r on r.id_hash = cast(:replaces as text)
       on conflict (id_hash) do update
         set account_id = excluded.account_id, login_at = excluded.login_at, epoch = excluded.epoch,
             payload = s.payload || excluded.payload, expires_at = excluded.expires_at, seen_at = now(),
             device = coalesce(cast(:device as jsonb), s.device),
             public_computer = coalesce(cast(:publicComputer as boolean), s.public_computer),
             university_id = coalesce(cast(:universityId as uuid), s.university_id)
         where s.ended_at is null
     ), removed as (
       delete from identity_provider.session_authorizations
       where session_uid = :uid and client_id = any(cast(:removed as text[]))
     )
     insert into identity_provider.session_authorizations as a
       (session_uid, client_id, sid, grant_id, persists_logout, expires_at)
     select :uid, e.client_id, e.sid, g.id, e.persists_logout, :expiresAt
     from own cross join
       jsonb_to_recordset(cast(:entries as jsonb)) as e (client_id text, sid text, grant_id text, persists_logout boolean)
     left join identity_provider.grants g on g.id = e.grant_id
     on conflict (session_uid, client_id) do update
       set sid = coalesce(a.sid, excluded.sid), grant_id = coalesce(excluded.grant_id, a.grant_id),
           persists_logout = coalesce(excluded.persists_logout, a.persists_logout), expires_at = excluded.expires_at`,
    {
      idHash: session.idHash,
      uid: session.uid,
      accountId: session.accountId,
      loginAt: session.loginAt,
      epoch: session.accountId === null ? 0 : (session.epoch ?? dead_epoch),
      replaces: session.replaces ?? null,
      device: session.device === undefined ? null : JSON.stringify(session.device),
      publicComputer: session.publicComputer ?? null,
      universityId: session.universityId ?? null,
      payload: JSON.stringify(session.payload),
      expiresAt: session.expiresAt,
      removed: [...session.removedClientIds],
      entries: JSON.stringify(entries),
    } as never,
  );
}

/** No account has it: what nobody can say the epoch of is as dead as what carries an old one. */
export const dead_epoch = -1;

/**
 * The one grant that a session has for an application: the first caller's stands, and everyone else is told of it. It is
 * replaced only where it was withdrawn (the row then names none) or is the one that the caller found dead. The decision
 * looks at nothing but the row itself: a look at `grants` would see them as they were when the statement began.
 * `undefined` where the session has ended meanwhile.
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
): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { grantId: string }[] }>(
    `with ${mayWrite}
     insert into identity_provider.session_authorizations as a (session_uid, client_id, sid, grant_id, expires_at)
     select :uid, :clientId, :sid, :grantId, cast(:expiresAt as timestamptz) from may
     on conflict (session_uid, client_id) do update
       set grant_id = case when a.grant_id is null or a.grant_id = :deadGrantId then excluded.grant_id else a.grant_id end
     returning a.grant_id as "grantId"`,
    { ...claim, uid: claim.sessionUid } as never,
  );
  return rows[0]?.grantId;
}

export { bumpEpoch, type EndedBecause, endSessionsOfAccount } from './session-ends.ts';
