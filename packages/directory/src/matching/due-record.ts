import type { Db } from '@onecampus/database';
import type { MatchRecord } from '@onecampus/person-matching';

/** A record as it is matched, with the person it stands with and the one it would stand with if nothing were merged. */
export interface MatchableRecord extends MatchRecord {
  readonly personId: string;
  readonly homePersonId: string;
  readonly version: number;
  /** Neither erased nor withdrawn; whom a source does not name any longer is still somebody. */
  readonly live: boolean;
}

const columns = `r.id, r.university_id as "universityId", r.source_id as "sourceId", r.person_id as "personId",
  coalesce(h.home_person_id, r.person_id) as "homePersonId", r.version::int as version,
  r.erased_at is null and r.withdrawn_at is null as live,
  coalesce(r.family_name, '') as "familyName", r.given_name as "givenName", r.patronymic, r.birth_date::text as "birthDate",
  encode(r.national_number_hmac, 'hex') as "nationalNumberMark", encode(r.document_hmac, 'hex') as "documentMark", r.email, r.phone,
  (select i.value_normal from directory.identifiers i
   where i.person_id = r.person_id and i.source_record_id = r.id and i.scheme = 'orcid' and i.state = 'current' limit 1) as orcid,
  null as sex`;
const tables = `directory.source_records r left join directory.record_homes h on h.source_record_id = r.id`;

export async function loadRecords(db: Db, recordIds: readonly string[]): Promise<MatchableRecord[]> {
  const { rows } = await db.raw<{ rows: MatchableRecord[] }>(
    `select ${columns} from ${tables} where r.id = any(?::uuid[]) order by r.id`,
    [[...recordIds]] as never,
  );
  return rows;
}

/** All live records of these people. */
export async function loadRecordsOfPeople(db: Db, personIds: readonly string[]): Promise<MatchableRecord[]> {
  const { rows } = await db.raw<{ rows: MatchableRecord[] }>(
    `select ${columns} from ${tables}
     where r.person_id = any(?::uuid[]) and r.erased_at is null and r.withdrawn_at is null order by r.id`,
    [[...personIds]] as never,
  );
  return rows;
}
