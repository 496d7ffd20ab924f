import type { Db, Tx } from '@onecampus/database';
import type { PageClauses } from '../../rules/scim/page-clauses.ts';
import type { SaidUser } from '../../rules/scim/said-user.ts';
import type { StoredUser } from '../../rules/scim/stored-user.ts';
import { pageSql } from './page-sql.ts';

const groupsOf = `(select coalesce(json_agg(json_build_object('value', g.id, 'display', g.display_name) order by g.display_name), '[]')
   from directory.group_members gm join directory.groups g on g.id = gm.group_id and g.kind = 'scim' and g.deleted_at is null
   where gm.source_record_id = r.id and upper_inf(gm.valid))`;

// What a request has ended is over in its own answer as well: by the clock, not by the moment at which its transaction began.
const columns = `r.id, r.person_id as "personId", r.version::int as version, r.created_at as "createdAt", r.updated_at as "updatedAt", u.user_name as "userName",
  u.external_id as "externalId", u.active, u.attributes,
  (select i.value from directory.identifiers i
   where i.person_id = r.person_id and i.university_id = r.university_id and i.scheme = 'eppn' and i.state = 'current'
   order by i.source_record_id <> r.id, i.created_at desc limit 1) as eppn,
  (select coalesce(json_agg(json_build_object('affiliation', a.affiliation, 'scope', a.scope) order by a.scope, a.affiliation), '[]')
   from directory.effective_affiliations a where a.source_record_id = r.id and (a.effective_until is null or a.effective_until > clock_timestamp())) as affiliations`;

const tables = `directory.scim_users u join directory.source_records r on r.id = u.source_record_id`;
const listed = `u.university_id = directory.current_university() and u.deleted_at is null`;

export async function findUser(db: Db, id: string, withGroups: boolean): Promise<StoredUser | undefined> {
  const { rows } = await db.raw<{ rows: StoredUser[] }>(
    `select ${columns}, ${withGroups ? groupsOf : 'null'} as groups from ${tables} where r.id = ? and ${listed}`,
    [id],
  );
  return rows[0];
}

/** One page, each row with the text by which it was sorted. */
export async function listUsers(
  db: Db,
  clauses: PageClauses,
  withGroups: boolean,
): Promise<(StoredUser & { readonly sortKey: string })[]> {
  const page = pageSql(clauses, 'r.id');
  const { rows } = await db.raw<{ rows: (StoredUser & { sortKey: string })[] }>(
    `with page as (select r.id, ${clauses.sortKey.sql} as "sortKey" from ${tables} where ${listed} and ${page.sql})
     select ${columns}, ${withGroups ? groupsOf : 'null'} as groups, page."sortKey"
     from page join directory.source_records r on r.id = page.id join directory.scim_users u on u.source_record_id = page.id
     order by ${page.again}`,
    [...clauses.sortKey.values, ...page.values] as never,
  );
  return rows;
}

export async function countUsers(db: Db, { where }: PageClauses): Promise<number> {
  const counted = where.sql === 'true' ? 'directory.scim_users u' : tables;
  const { rows } = await db.raw<{ rows: { total: number }[] }>(
    `select count(*)::int as total from ${counted} where ${listed} and (${where.sql})`,
    [...where.values] as never,
  );
  return rows[0]!.total;
}

/** Deleted Users too: whoever had the name or the key has it for ever. */
export interface NamedUser {
  readonly id: string;
  readonly by: 'externalId' | 'userName';
  readonly deleted: boolean;
}

export async function findNamedUsers(tx: Tx, said: SaidUser): Promise<NamedUser[]> {
  const { rows } = await tx.raw<{ rows: NamedUser[] }>(
    `select source_record_id as id, 'externalId' as by, deleted_at is not null as deleted
     from directory.scim_users where university_id = directory.current_university() and external_id = ?
     union all
     select source_record_id, 'userName', deleted_at is not null
     from directory.scim_users where university_id = directory.current_university() and user_name_normal = ?`,
    [said.externalId, said.userNameNormal],
  );
  return rows;
}

export async function insertUser(
  tx: Tx,
  user: { readonly id: string; readonly universityId: string; readonly active: boolean; readonly said: SaidUser },
): Promise<void> {
  const { said } = user;
  await tx.raw(
    `insert into directory.scim_users (source_record_id, university_id, user_name, user_name_normal, external_id, active, attributes)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      user.id,
      user.universityId,
      said.userName,
      said.userNameNormal,
      said.externalId,
      user.active,
      JSON.stringify(said.attributes),
    ] as never,
  );
}

/** Writes what is said now; a User that was deleted is there again. */
export async function updateUser(tx: Tx, id: string, active: boolean, said: SaidUser): Promise<void> {
  await tx.raw(
    `update directory.scim_users set user_name = ?, user_name_normal = ?, external_id = ?, active = ?, attributes = ?, deleted_at = null
     where source_record_id = ?`,
    [said.userName, said.userNameNormal, said.externalId, active, JSON.stringify(said.attributes), id] as never,
  );
}

export async function markUserDeleted(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update directory.scim_users set active = false, deleted_at = clock_timestamp()
     where source_record_id = ? and deleted_at is null returning source_record_id`,
    [id],
  );
  return rows.length === 1;
}
