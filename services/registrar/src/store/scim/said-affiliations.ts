import type { Db, Tx } from '@onecampus/database';
import type { PageClauses } from '../../rules/scim/page-clauses.ts';
import type { StoredAffiliationStatement } from '../../rules/scim/stored-affiliation.ts';
import { pageSql } from './page-sql.ts';

const columns = `s.id, s.source_record_id as "userId", s.external_id as "externalId", s.scope, s.affiliation, s.org_unit as "orgUnit",
  s.programme, lower(s.valid) as "validFrom", upper(s.valid) as "validUntil", s.grace::text as "grace", s.end_reason as "endReason",
  s.version::int as version, s.created_at as "createdAt", s.updated_at as "updatedAt", s.belief_id as "beliefId",
  s.from_user_type as "fromUserType", s.valid::text as valid,
  (select upper(a.valid) + a.grace from directory.affiliations a where a.id = s.belief_id) as "effectiveUntil",
  u.user_name as "userName", r.person_id as "personId"`;
const tables = `directory.scim_affiliations s join directory.source_records r on r.id = s.source_record_id
  join directory.scim_users u on u.source_record_id = s.source_record_id and u.deleted_at is null`;
const listed = `s.university_id = directory.current_university() and s.deleted_at is null`;

export async function findAffiliation(db: Db, id: string): Promise<StoredAffiliationStatement | undefined> {
  const { rows } = await db.raw<{ rows: StoredAffiliationStatement[] }>(
    `select ${columns} from ${tables} where s.id = ? and ${listed}`,
    [id],
  );
  return rows[0];
}

export async function listAffiliations(
  db: Db,
  clauses: PageClauses,
): Promise<(StoredAffiliationStatement & { readonly sortKey: string })[]> {
  const page = pageSql(clauses, 's.id');
  const { rows } = await db.raw<{ rows: (StoredAffiliationStatement & { sortKey: string })[] }>(
    `select ${columns}, ${clauses.sortKey.sql} as "sortKey" from ${tables} where ${listed} and ${page.sql}`,
    [...clauses.sortKey.values, ...page.values] as never,
  );
  return rows;
}

export async function countAffiliations(db: Db, { where }: PageClauses): Promise<number> {
  const { rows } = await db.raw<{ rows: { total: number }[] }>(
    `select count(*)::int as total from ${tables} where ${listed} and (${where.sql})`,
    [...where.values] as never,
  );
  return rows[0]!.total;
}

/** Everything that is said of one User, held until the transaction ends. */
export async function lockAffiliationsOf(tx: Tx, userId: string): Promise<StoredAffiliationStatement[]> {
  const { rows } = await tx.raw<{ rows: StoredAffiliationStatement[] }>(
    `select ${columns} from ${tables} where s.source_record_id = ? and ${listed} order by s.id for update of s`,
    [userId],
  );
  return rows;
}

/** True where a client ever said an affiliation of this User in so many words: from then on userType says nothing. */
export async function speaksForItself(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { spoke: boolean }[] }>(
    `select exists (select from directory.scim_affiliations
                    where source_record_id = ? and not from_user_type) as spoke`,
    [userId],
  );
  return rows[0]!.spoke;
}

interface Statement {
  readonly id: string;
  readonly userId: string;
  readonly universityId: string;
  readonly externalId: string | null;
  readonly scope: string;
  readonly affiliation: string;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  /** ISO times; null: from now on, and without end. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** ISO 8601; null: what the university grants by itself. */
  readonly grace: string | null;
  readonly endReason: string | null;
  readonly fromUserType: boolean;
}

/** @throws DomainError `row.refused` where it overlaps one of its kind. */
export async function insertAffiliation(tx: Tx, said: Statement): Promise<void> {
  await tx.raw(
    `insert into directory.scim_affiliations
       (id, source_record_id, university_id, external_id, scope, affiliation, org_unit, programme, valid, grace, end_reason, from_user_type)
     values (?, ?, ?, ?, ?, ?, ?, ?, tstzrange(coalesce(?::timestamptz, now()), ?::timestamptz),
             coalesce(?, (select u.grace ->> ? from directory.universities u where u.id = ?), '0')::interval, ?, ?)`,
    [
      said.id,
      said.userId,
      said.universityId,
      said.externalId,
      said.scope,
      said.affiliation,
      said.orgUnit,
      said.programme,
      said.validFrom,
      said.validUntil,
      said.grace,
      said.affiliation,
      said.universityId,
      said.endReason,
      said.fromUserType,
    ] as never,
  );
}

/** Replaces what was said where its version is still that one; the new version, or nothing. */
export async function updateAffiliation(
  tx: Tx,
  said: Omit<Statement, 'userId' | 'fromUserType'>,
  version: number,
): Promise<number | undefined> {
  const { rows } = await tx.raw<{ rows: { version: number }[] }>(
    `update directory.scim_affiliations set external_id = ?, scope = ?, affiliation = ?, org_unit = ?, programme = ?,
       valid = tstzrange(coalesce(?::timestamptz, lower(valid)), ?::timestamptz),
       grace = coalesce(?, (select u.grace ->> ? from directory.universities u where u.id = ?), '0')::interval,
       end_reason = ?, from_user_type = false, version = version + 1, updated_at = now()
     where id = ? and version = ?
     returning version::int as version`,
    [
      said.externalId,
      said.scope,
      said.affiliation,
      said.orgUnit,
      said.programme,
      said.validFrom,
      said.validUntil,
      said.grace,
      said.affiliation,
      said.universityId,
      said.endReason,
      said.id,
      version,
    ] as never,
  );
  return rows[0]?.version;
}

export async function markAffiliationDeleted(tx: Tx, id: string): Promise<void> {
  await tx.raw(
    'update directory.scim_affiliations set deleted_at = now(), version = version + 1, updated_at = now() where id = ?',
    [id],
  );
}
