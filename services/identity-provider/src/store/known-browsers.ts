import type { Db, Tx } from '@onecampus/database';

export async function isKnownBrowser(db: Db, personId: string, idHash: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    'select 1 from identity_provider.known_browsers where id_hash = ? and person_id = ?',
    [idHash, personId],
  );
  return rows.length > 0;
}

/** Notes that it was used, once a day; `false` where this account does not know it. */
export async function touchKnownBrowser(db: Db, personId: string, idHash: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `with touched as (
       update identity_provider.known_browsers set last_used_at = now()
       where id_hash = :idHash and person_id = :personId and last_used_at < now() - interval '1 day'
     )
     select 1 from identity_provider.known_browsers where id_hash = :idHash and person_id = :personId`,
    { idHash, personId } as never,
  );
  return rows.length > 0;
}

/**
 * Makes a browser known to one more account, under a new name: others who sign in with it keep it, and whoever may have put
 * the old value there for somebody else to sign in with has nothing.
 */
export async function addKnownBrowser(
  tx: Tx,
  browser: { readonly personId: string; readonly idHash: string; readonly before: string | undefined },
): Promise<void> {
  if (browser.before !== undefined) {
    await tx.raw('update identity_provider.known_browsers set id_hash = ? where id_hash = ?', [
      browser.idHash,
      browser.before,
    ]);
  }
  await tx.raw(
    'insert into identity_provider.known_browsers (id_hash, person_id) values (?, ?) on conflict do nothing',
    [browser.idHash, browser.personId],
  );
}

/** Slices of those that nobody has used for so long. */
export async function deleteIdleBrowsers(db: Db, idle_days: number, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.known_browsers where (id_hash, person_id) in (
       select id_hash, person_id from identity_provider.known_browsers
       where last_used_at < now() - make_interval(days => ?) limit ?)`,
    [idle_days, limit],
  );
  return rowCount;
}
