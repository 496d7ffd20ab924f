import type { Db } from '@onecampus/database';

/**
 * A new secret; the one before works for `keepHours` longer (0: not at all), and the one before that not any more. One
 * statement with the version that was seen: two who press at once change it once, and nobody's new secret is lost.
 * `false` where the client is another one by now, or has no secret.
 */
export async function replaceClientSecret(
  db: Db,
  change: { id: string; seenVersion: string; secretHash: string; keepHours: number; by: string },
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.clients
     set secret_hash = :secretHash,
         older_secret_hash = case when :keepHours > 0 then secret_hash end,
         older_secret_until = case when :keepHours > 0 then now() + make_interval(hours => :keepHours) end,
         changed_by = :by
     where id = :id and version = :seenVersion and secret_hash is not null and state <> 'withdrawn'
     returning 1`,
    change as never,
  );
  return rows.length === 1;
}

/** The older of two secrets ends now. `false` where there is none, or the client is another one by now. */
export async function endOlderSecret(
  db: Db,
  change: { id: string; seenVersion: string; by: string },
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.clients
     set older_secret_hash = null, older_secret_until = null, changed_by = :by
     where id = :id and version = :seenVersion and older_secret_hash is not null
     returning 1`,
    change as never,
  );
  return rows.length === 1;
}
