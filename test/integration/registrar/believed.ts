import type { Db } from '@onecampus/database';
import type { University } from '@onecampus/directory';

/**
 * What a university's sources say now, as anybody could ask it: records that are said, beliefs that are open, logins and
 * numbers by their state. Versions and ids of beliefs are not in it: they tell of the past.
 */
export async function believedOf(admin: Db, university: University, label: string): Promise<unknown[]> {
  const { rows } = await admin.raw<{ rows: { said: unknown }[] }>(
    `select jsonb_build_object(
       'key', r.source_key, 'person', r.person_id, 'family', r.family_name, 'given', r.given_name, 'patronymic', r.patronymic,
       'born', r.birth_date, 'mark', encode(r.national_number_hmac, 'hex'), 'email', r.email, 'name_key', r.name_key,
       'missing', r.missing_since is not null,
       'marked', exists (select from directory.national_number_marks m where (m.national_number_hmac, m.birth_date, m.person_id) = (r.national_number_hmac, r.birth_date, r.person_id)),
       'beliefs', (select coalesce(jsonb_agg(jsonb_build_array(a.affiliation, a.org_unit, a.programme, a.valid, a.grace) order by a.affiliation, a.valid), '[]')
                   from directory.affiliations a where a.source_record_id = r.id and upper_inf(a.recorded)),
       'identifiers', (select coalesce(jsonb_agg(jsonb_build_array(i.scheme, i.value) order by i.scheme, i.value), '[]')
                       from directory.identifiers i where i.source_record_id = r.id and i.state = 'current')) as said
     from directory.source_records r join directory.sources s on s.id = r.source_id
     where s.university_id = ? and s.label = ? and r.withdrawn_at is null
     order by r.source_key`,
    [university.id, label],
  );
  return rows.map((row) => row.said);
}
