import type { Db } from '@onecampus/database';

/** SCIM Users `u0`, `u1` … beside one that was made by the door, as so many requests would have left them. */
export async function fillScim(admin: Db, beside: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count)
    ids.push(...(await fillBatch(admin, beside, ids.length, Math.min(batch_size, count - ids.length))));
  return ids;
}

const batch_size = 5_000;

async function fillBatch(admin: Db, beside: string, from: number, count: number): Promise<string[]> {
  const { rows } = await admin.raw<{ rows: { id: string }[] }>(
    `with model as (select source_id, university_id from directory.source_records where id = ?),
     people as (
       insert into directory.people (id, reference_id)
       select directory.new_id(), translate(substr(md5(n::text) || md5(n::text), 1, 26), '0189', 'abcd') from generate_series(?::int, ?::int) n
       returning id),
     records as (
       insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
       select directory.new_id(), m.source_id, m.university_id, 'k' || p.id, p.id, 'Ёлкина' from people p, model m
       returning id, university_id)
     insert into directory.scim_users (source_record_id, university_id, user_name, user_name_normal, external_id, attributes)
     select id, university_id, 'u' || n, 'u' || n, 'x' || n, jsonb_build_object('displayName', 'User ' || n, 'emails',
       jsonb_build_array(jsonb_build_object('value', 'u' || n || '@tsu.ru', 'type', 'work')))
     from (select *, row_number() over (order by id) - 1 + ? as n from records) as numbered
     returning source_record_id as id`,
    [beside, from + 1, from + count, from],
  );
  return rows.map(({ id }) => id);
}
