import type { Tx } from '@onecampus/database';
import type { University } from './university.ts';

/** Creates a university or brings its names up to date, with its scopes; keyed by slug. Returns its id. */
export async function saveUniversity(tx: Tx, university: University): Promise<string> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `insert into directory.universities
       (id, slug, home_organization, name_ru, name_en, short_name_ru, short_name_en, aliases, time_zone)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (slug) do update set
       name_ru = excluded.name_ru, name_en = excluded.name_en, short_name_ru = excluded.short_name_ru,
       short_name_en = excluded.short_name_en, aliases = excluded.aliases, time_zone = excluded.time_zone
     returning id`,
    [
      university.id,
      university.slug,
      university.homeOrganization,
      university.name.ru,
      university.name.en,
      university.shortName.ru,
      university.shortName.en,
      [...university.aliases],
      university.timeZone,
    ] as never,
  );
  const id = rows[0]!.id;
  await tx.raw(
    `insert into directory.university_scopes (scope, university_id) select unnest(?::text[]), ? on conflict (scope) do nothing`,
    [[...university.scopes], id] as never,
  );
  return id;
}
