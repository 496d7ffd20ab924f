import type { Db } from '@onecampus/database';

/** An application that has called us lately, and what is known of its copy of our keys. */
export interface KeyHolder {
  readonly clientId: string;
  readonly name: string;
  readonly nameRu: string;
  readonly seenAt: Date;
  /** Keys in the sets that were fetched from the places that it calls from; several applications may share a place. */
  readonly kids: readonly string[];
}

export async function noteKeyFetch(db: Db, source: string, kids: readonly string[]): Promise<void> {
  await db.raw(
    `insert into identity_provider.key_fetches (source, kids) values (?, ?)
     on conflict (source) do update set kids = excluded.kids, fetched_at = now()`,
    [source, [...kids]] as never,
  );
}

export async function noteClientSource(db: Db, clientId: string, source: string): Promise<void> {
  await db.raw(
    `insert into identity_provider.client_sources (client_id, source) values (?, ?)
     on conflict (client_id, source) do update set seen_at = now()`,
    [clientId, source],
  );
}

/** Applications that called us within `days`, by name. */
export async function listKeyHolders(db: Db, days: number): Promise<KeyHolder[]> {
  const { rows } = await db.raw<{ rows: KeyHolder[] }>(
    `select c.id as "clientId", c.name, c.name_ru as "nameRu", max(s.seen_at) as "seenAt",
            coalesce(array_agg(distinct k.kid) filter (where k.kid is not null), '{}') as kids
     from identity_provider.client_sources s
     join identity_provider.clients c on c.id = s.client_id and c.state = 'live'
     left join identity_provider.key_fetches f on f.source = s.source
     left join lateral unnest(f.kids) as k (kid) on true
     where s.seen_at > now() - make_interval(days => ?)
     group by c.id order by c.name, c.id`,
    [days],
  );
  return rows;
}

/** Forgets places that nobody has been heard from for so long. */
export async function dropOldKeyHolders(db: Db, days: number): Promise<void> {
  await db.raw('delete from identity_provider.key_fetches where fetched_at < now() - make_interval(days => ?)', [days]);
  await db.raw('delete from identity_provider.client_sources where seen_at < now() - make_interval(days => ?)', [days]);
}
