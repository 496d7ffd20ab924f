import type { Db, Tx } from '@onecampus/database';

export interface ZoneRow {
  readonly id: string;
  readonly slug: string;
  readonly universityId: string;
  readonly kind: string;
  readonly titleRu: string;
  readonly titleEn: string;
  readonly timeZone: string;
  readonly version: number;
}

const columns = `id, slug, university_id as "universityId", kind, title_ru as "titleRu", title_en as "titleEn",
  time_zone as "timeZone", version::int as version`;

/** Creates the zone or brings it up to date, by its slug; answers with the row as it now is and whether it is new. */
export async function saveZone(
  tx: Tx,
  zone: Omit<ZoneRow, 'version'>,
): Promise<ZoneRow & { readonly created: boolean }> {
  const { rows } = await tx.raw<{ rows: (ZoneRow & { created: boolean })[] }>(
    `insert into access_checker.zones (id, slug, university_id, kind, title_ru, title_en, time_zone)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (slug) do update set
       university_id = excluded.university_id, kind = excluded.kind, title_ru = excluded.title_ru,
       title_en = excluded.title_en, time_zone = excluded.time_zone, version = zones.version + 1, changed_at = now()
     returning ${columns}, (version = 1) as created`,
    [zone.id, zone.slug, zone.universityId, zone.kind, zone.titleRu, zone.titleEn, zone.timeZone],
  );
  return rows[0]!;
}

export async function listZones(db: Db): Promise<ZoneRow[]> {
  const { rows } = await db.raw<{ rows: ZoneRow[] }>(`select ${columns} from access_checker.zones order by slug`);
  return rows;
}

export async function readZones(db: Db, ids: readonly string[]): Promise<ZoneRow[]> {
  const { rows } = await db.raw<{ rows: ZoneRow[] }>(
    `select ${columns} from access_checker.zones where id = any(?::uuid[])`,
    [[...ids]] as never,
  );
  return rows;
}

export async function findZone(db: Db, slug: string): Promise<ZoneRow | undefined> {
  const { rows } = await db.raw<{ rows: ZoneRow[] }>(`select ${columns} from access_checker.zones where slug = ?`, [
    slug,
  ]);
  return rows[0];
}

/** Holds the zone's row to the end of the transaction, so that two changes of its rules come one after the other. */
export async function lockZone(tx: Tx, slug: string): Promise<ZoneRow | undefined> {
  const { rows } = await tx.raw<{ rows: ZoneRow[] }>(
    `select ${columns} from access_checker.zones where slug = ? for update`,
    [slug],
  );
  return rows[0];
}
