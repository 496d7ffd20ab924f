import type { Db } from '@onecampus/database';

export async function personIsActive(db: Db, personId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select id from directory.people where id = ? and status = 'active'`,
    [personId],
  );
  return rows.length === 1;
}

/** What one source says of a person. The national number is not among it. */
export interface PersonRecord {
  readonly university: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly version: number;
  /** Since when the source's file does not have this record any longer. */
  readonly missingSince: Date | null;
}

export async function listRecordsOfPerson(db: Db, personId: string): Promise<PersonRecord[]> {
  const { rows } = await db.raw<{ rows: PersonRecord[] }>(
    `select u.slug as university, s.label as source, r.source_key as "sourceKey", r.family_name as "familyName", r.given_name as "givenName",
            r.patronymic, r.birth_date::text as "birthDate", r.email, r.version::int as version, r.missing_since as "missingSince"
     from directory.source_records r
     join directory.sources s on s.id = r.source_id
     join directory.universities u on u.id = r.university_id
     where r.person_id = ? and r.erased_at is null order by u.slug, s.label, r.source_key`,
    [personId],
  );
  return rows;
}

export interface PersonIdentifier {
  readonly scheme: string;
  readonly scope: string;
  readonly value: string;
  readonly state: 'current' | 'prior';
}

export async function listIdentifiersOfPerson(db: Db, personId: string): Promise<PersonIdentifier[]> {
  const { rows } = await db.raw<{ rows: PersonIdentifier[] }>(
    `select scheme, scope, value, state from directory.identifiers where person_id = ? and state <> 'tombstone' order by scheme, scope, state, value`,
    [personId],
  );
  return rows;
}
