import type { Db } from '@onecampus/database';
import type { University } from './university.ts';

/** Where the database tells that the list of universities has changed; the notice carries nothing (migration 0048). */
export const universitiesChannel = 'directory_universities';

/** All universities of the consortium, those that have left it included, by their slug. */
export async function listUniversities(db: Db): Promise<University[]> {
  const { rows } = await db.raw<{ rows: University[] }>(
    `select u.id, u.slug, u.home_organization as "homeOrganization",
            coalesce((select array_agg(s.scope order by s.scope) from directory.university_scopes s where s.university_id = u.id), '{}') as scopes,
            json_build_object('ru', u.name_ru, 'en', u.name_en) as name,
            json_build_object('ru', u.short_name_ru, 'en', u.short_name_en) as "shortName",
            u.aliases, u.time_zone as "timeZone", u.status = 'left' as "hasLeft"
     from directory.universities u
     order by u.slug`,
  );
  return rows;
}
