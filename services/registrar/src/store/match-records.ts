import type { Db } from '@onecampus/database';

/** What a university's own source says of somebody about whom it is asked. */
export interface AskedRecord {
  readonly id: string;
  readonly personId: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Those of these records that this transaction's university may see: its own. */
export async function listAskedRecords(db: Db, recordIds: readonly string[]): Promise<AskedRecord[]> {
  const { rows } = await db.raw<{ rows: AskedRecord[] }>(
    `select r.id, r.person_id as "personId", s.label as source, r.source_key as "sourceKey", r.family_name as "familyName",
            r.given_name as "givenName", r.patronymic, r.birth_date::text as "birthDate", r.email, r.phone
     from directory.source_records r join directory.sources s on s.id = r.source_id
     where r.id = any(?::uuid[]) order by s.label, r.source_key`,
    [[...recordIds]] as never,
  );
  return rows;
}

/** Whose records these are, across universities: ids only. */
export async function listPeopleOfRecords(db: Db, recordIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.raw<{ rows: { id: string; personId: string }[] }>(
    'select id, person_id as "personId" from directory.source_records where id = any(?::uuid[])',
    [[...recordIds]] as never,
  );
  return new Map(rows.map(({ id, personId }) => [id, personId]));
}
