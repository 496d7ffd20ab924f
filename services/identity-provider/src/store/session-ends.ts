import type { Db, Tx } from '@onecampus/database';

/** Why a session ended. The database tells the session's applications in each case (migration 0040). */
export type EndedBecause =
  | 'sign-out'
  | 'ended-by-person'
  | 'ended-by-administrator'
  | 'locked'
  | 'password-changed'
  | 'epoch'
  | 'expired'
  | 'last-affiliation'
  | 'card-stolen'
  | 'erased'
  | 'another-account';

/** Ends the session that this cookie value belongs to, whatever other values it has had; says whose it was. */
export async function endSession(tx: Tx, idHash: string, because: EndedBecause): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { uid: string; accountId: string | null }[] }>(
    'select uid, account_id as "accountId" from identity_provider.sessions where id_hash = ?',
    [idHash],
  );
  const found = rows[0];
  if (!found || (await endSessionsByUid(tx, [found.uid], because)) === 0) return undefined;
  return found.accountId ?? undefined;
}

/**
 * Ends sessions by their uids and returns how many it ended. Their rows are held first and ended by a second statement:
 * that one sees also what was written by those who held them until then.
 */
export async function endSessionsByUid(tx: Tx, uids: readonly string[], because: EndedBecause): Promise<number> {
  if (uids.length === 0) return 0;
  await tx.raw(
    `select from identity_provider.sessions where uid = any(?::text[]) order by uid, created_at, id_hash for no key update`,
    [[...uids]] as never,
  );
  const { rows } = await tx.raw<{ rows: { uid: string }[] }>(
    `update identity_provider.sessions set ended_at = now(), ended_because = ?
     where uid = any(?::text[]) and (ended_at is null or ended_because = 'replaced') returning uid`,
    [because, [...uids]] as never,
  );
  return new Set(rows.map((row) => row.uid)).size;
}

/**
 * Ends every session of an account and withdraws all that it granted; returns how many sessions there were. The account's
 * epoch is raised as well, so a sign-in that is under way at this moment, or a token that is being written, is dead too.
 * The session `exceptUid` goes on, with what it granted.
 */
export async function endSessionsOfAccount(
  tx: Tx,
  referenceId: string,
  because: EndedBecause,
  { exceptUid }: { readonly exceptUid?: string } = {},
): Promise<number> {
  const raised = await tx.raw<{ rows: { epoch: number }[] }>(
    'update identity_provider.accounts set epoch = epoch + 1 where reference_id = ? returning epoch',
    [referenceId],
  );
  const epoch = raised.rows[0]?.epoch ?? 0;
  const { rows } = await tx.raw<{ rows: { uid: string; wasAlive: boolean }[] }>(
    `select uid, bool_or(epoch = ?) as "wasAlive" from identity_provider.sessions
     where account_id = ? and ended_at is null and uid is distinct from ? group by uid`,
    [epoch - 1, referenceId, exceptUid ?? null] as never,
  );
  await endSessionsByUid(
    tx,
    rows.map((row) => row.uid),
    because,
  );
  // What a sign-in left that was overtaken by an earlier raise was never alive.
  const ended = rows.filter((row) => row.wasAlive).length;
  const kept = `(select grant_id from identity_provider.session_authorizations
                 where session_uid = ? and grant_id is not null)`;
  await tx.raw(`delete from identity_provider.grants where account_id = ? and id not in ${kept}`, [
    referenceId,
    exceptUid ?? null,
  ] as never);
  if (exceptUid === undefined) return ended;
  await tx.raw('update identity_provider.sessions set epoch = ? where uid = ? and account_id = ? and epoch = ?', [
    epoch,
    exceptUid,
    referenceId,
    epoch - 1,
  ]);
  await tx.raw(`update identity_provider.grants set epoch = ? where account_id = ? and epoch = ?`, [
    epoch,
    referenceId,
    epoch - 1,
  ]);
  return ended;
}

/** Ends all sessions, grants and tokens of an account at once; `exceptUid` as above. */
export async function bumpEpoch(
  tx: Tx,
  accountPersonId: string,
  because: EndedBecause,
  options: { readonly exceptUid?: string } = {},
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { referenceId: string }[] }>(
    'select reference_id as "referenceId" from identity_provider.accounts where person_id = ?',
    [accountPersonId],
  );
  return rows[0] ? endSessionsOfAccount(tx, rows[0].referenceId, because, options) : 0;
}

/** Sessions whose time is over and whose end nobody has noted; a session with a second cookie value that lives is none. */
export async function findRunOutSessions(db: Db, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { uid: string }[] }>(
    `select distinct s.uid from identity_provider.sessions s
     where s.ended_at is null and s.account_id is not null and s.expires_at < now()
       and not exists (select from identity_provider.sessions o
                       where o.uid = s.uid and o.ended_at is null and o.expires_at >= now())
     limit ?`,
    [limit],
  );
  return rows.map((row) => row.uid);
}
