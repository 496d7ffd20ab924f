import type { Db } from '@onecampus/database';

/** Every table that names a person, with the column that names him. Versions and times of change rise with each change. */
const tables: Readonly<Record<string, string>> = {
  'directory.people': 'id',
  'directory.source_records': 'person_id',
  'directory.identifiers': 'person_id',
  'directory.affiliations': 'person_id',
  'directory.group_members': 'person_id',
  'directory.entitlement_grants': 'person_id',
  'directory.staff_roles': 'person_id',
  'directory.cards': 'person_id',
  'directory.pairwise_subjects': 'person_id',
  'directory.national_number_marks': 'person_id',
  'directory.record_homes': 'home_person_id',
  'identity_provider.accounts': 'person_id',
};

/** All that stands with these people, row by row and byte by byte, to compare before and after. */
export async function peopleSnapshot(admin: Db, personIds: readonly string[]): Promise<Record<string, string[]>> {
  const snapshot: Record<string, string[]> = {};
  for (const [table, column] of Object.entries(tables)) {
    const { rows } = await admin.raw<{ rows: { row: string }[] }>(
      `select (to_jsonb(t) - ${table === 'directory.people' ? `'{version,updated_at}'::text[]` : `'none'`})::text as row
       from ${table} t where ${column} = any(?::uuid[]) order by 1`,
      [[...personIds]] as never,
    );
    snapshot[table] = rows.map(({ row }) => row);
  }
  const { rows } = await admin.raw<{ rows: { id: string }[] }>(
    `select d.identifier_id as id from directory.demoted_identifiers d join directory.identifiers i on i.id = d.identifier_id
     where i.person_id = any(?::uuid[]) order by 1`,
    [[...personIds]] as never,
  );
  snapshot['directory.demoted_identifiers'] = rows.map(({ id }) => id);
  return snapshot;
}
