import type { Tx } from '@onecampus/database';

/** A record of the transaction's university about one person. */
export interface OwnRecord {
  readonly id: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly missingSince: Date | null;
}

/** The records of a university about a person, or about whom he became part of; the one that gives the name first. */
export async function listOwnRecords(tx: Tx, universityId: string, personId: string): Promise<OwnRecord[]> {
  const { rows } = await tx.raw<{ rows: OwnRecord[] }>(
    `select r.id, s.label as source, r.source_key as "sourceKey", r.family_name as "familyName", r.given_name as "givenName",
            r.patronymic, r.birth_date::text as "birthDate", r.email, r.phone, r.version::int as version,
            r.created_at as "createdAt", r.updated_at as "updatedAt", r.missing_since as "missingSince"
     from directory.source_records r join directory.sources s on s.id = r.source_id
     where r.person_id = directory.canonical_person(?) and r.university_id = ? and r.family_name is not null
     order by (r.missing_since is not null), s.precedence, r.created_at, r.id`,
    [personId, universityId],
  );
  return rows;
}

/** The person whom an id means now: himself, or whoever he became part of. */
export async function findOwnPerson(
  tx: Tx,
  personId: string,
): Promise<{ personId: string; referenceId: string } | undefined> {
  const { rows } = await tx.raw<{ rows: { personId: string; referenceId: string }[] }>(
    `select id as "personId", reference_id as "referenceId" from directory.people
     where id = directory.canonical_person(?) and status = 'active'`,
    [personId],
  );
  return rows[0];
}

export interface OwnIdentifier {
  readonly scheme: string;
  readonly scope: string;
  readonly value: string;
  readonly state: 'current' | 'prior';
  readonly since: Date;
}

export async function listOwnIdentifiers(tx: Tx, universityId: string, personId: string): Promise<OwnIdentifier[]> {
  const { rows } = await tx.raw<{ rows: OwnIdentifier[] }>(
    `select scheme, scope, value, state, created_at as since from directory.identifiers
     where person_id = ? and university_id = ? and state <> 'tombstone' order by scheme, scope, state, created_at desc, value`,
    [personId, universityId],
  );
  return rows;
}
