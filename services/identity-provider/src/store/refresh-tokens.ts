import type { Db } from '@onecampus/database';
import { repeat_window_seconds } from '../rules/refresh-successor.ts';

export type StoredRefreshToken = {
  readonly idHash: string;
  readonly grantId: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly payload: Record<string, unknown>;
  readonly consumedAt: Date | null;
  /** Used, and its answer can be given no second time: whoever shows it now is not the one it was given to, or not alone. */
  readonly spent: boolean;
  readonly expiresAt: Date;
};

export type NewRefreshToken = Omit<StoredRefreshToken, 'consumedAt' | 'spent'>;

/**
 * The answer to a used token may have been lost: it is given once more, soon after, while its successor is unused.
 *
 * Where rows are changed, the successor is named by a value and never by a column: Postgres 18.4 crashes when it looks at a
 * row again that somebody else has changed meanwhile (EvalPlanQual) and has to choose a partition while doing so.
 */
const repeatable = (successor: 't.successor_hash' | ':successorHash') => `
  t.consumed_at > now() - make_interval(secs => ${repeat_window_seconds}) and t.repeated_at is null
  and not exists (
    select 1 from identity_provider.refresh_tokens s
    where s.id_hash = ${successor} and s.consumed_at is not null)`;

export async function findRefreshToken(db: Db, idHash: string): Promise<StoredRefreshToken | undefined> {
  const { rows } = await db.raw<{ rows: StoredRefreshToken[] }>(
    `select id_hash as "idHash", grant_id as "grantId", account_id as "accountId", client_id as "clientId", payload,
            consumed_at as "consumedAt", t.consumed_at is not null and not (${repeatable('t.successor_hash')}) as spent,
            expires_at as "expiresAt"
     from identity_provider.refresh_tokens t where id_hash = ?`,
    [idHash],
  );
  return rows[0];
}

/**
 * Stores a token of a grant that still stands. Where the grant was withdrawn meanwhile nothing is written: the token was
 * dead before it was born, and whoever shows it is refused like any other unknown one. A successor that is there already
 * stays as it is: the same answer is being given a second time.
 */
export async function saveRefreshToken(db: Db, token: NewRefreshToken): Promise<void> {
  await db.raw(
    `insert into identity_provider.refresh_tokens (id_hash, grant_id, account_id, client_id, payload, expires_at)
     select ?, g.id, ?, ?, ?::jsonb, ?::timestamptz from identity_provider.grants g where g.id = ? for key share
     on conflict (id_hash) do nothing`,
    [
      token.idHash,
      token.accountId,
      token.clientId,
      JSON.stringify(token.payload),
      token.expiresAt,
      token.grantId,
    ] as never,
  );
}

/**
 * Takes a token out of use in favour of its successor, in one statement: of any number of callers one is the first, and
 * one more repeats what the first was told. Everybody else gets `undefined`.
 */
export async function useRefreshToken(
  db: Db,
  { idHash, successorHash }: { idHash: string; successorHash: string },
): Promise<'first' | 'repeat' | undefined> {
  const { rows } = await db.raw<{ rows: { repeat: boolean }[] }>(
    `update identity_provider.refresh_tokens t
     set consumed_at = coalesce(t.consumed_at, now()), successor_hash = :successorHash,
         repeated_at = case when t.consumed_at is null then null else now() end
     where t.id_hash = :idHash
       and (t.consumed_at is null or (t.successor_hash = :successorHash and ${repeatable(':successorHash')}))
     returning t.repeated_at is not null as repeat`,
    { idHash, successorHash } as never,
  );
  const [used] = rows;
  return used && (used.repeat ? 'repeat' : 'first');
}

/**
 * Takes a token out of use and writes its successor, in one statement: who was first, or repeats what the first was told, as
 * {@link useRefreshToken} says, and the successor as {@link saveRefreshToken} does.
 */
export async function rotateRefreshToken(
  db: Db,
  { idHash, successor }: { idHash: string; successor: NewRefreshToken },
): Promise<'first' | 'repeat' | undefined> {
  const { rows } = await db.raw<{ rows: { repeat: boolean }[] }>(
    `with used as (
       update identity_provider.refresh_tokens t
       set consumed_at = coalesce(t.consumed_at, now()), successor_hash = :successorHash,
           repeated_at = case when t.consumed_at is null then null else now() end
       where t.id_hash = :idHash
         and (t.consumed_at is null or (t.successor_hash = :successorHash and ${repeatable(':successorHash')}))
       returning t.repeated_at is not null as repeat
     ), standing as (
       select g.id from identity_provider.grants g where g.id = :grantId and exists (select from used) for key share
     ), written as (
       insert into identity_provider.refresh_tokens (id_hash, grant_id, account_id, client_id, payload, expires_at)
       select :successorHash, standing.id, :accountId, :clientId, cast(:payload as jsonb), cast(:expiresAt as timestamptz)
       from standing on conflict (id_hash) do nothing
     )
     select repeat from used`,
    { ...successor, idHash, successorHash: successor.idHash, payload: JSON.stringify(successor.payload) } as never,
  );
  const [used] = rows;
  return used && (used.repeat ? 'repeat' : 'first');
}

export async function deleteRefreshToken(db: Db, idHash: string): Promise<void> {
  await db.raw('delete from identity_provider.refresh_tokens where id_hash = ?', [idHash]);
}

export async function deleteRefreshTokensOfGrant(db: Db, grantId: string): Promise<void> {
  await db.raw('delete from identity_provider.refresh_tokens where grant_id = ?', [grantId]);
}
