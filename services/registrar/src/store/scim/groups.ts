import type { Db, Tx } from '@onecampus/database';
import type { PageClauses } from '../../rules/scim/page-clauses.ts';
import type { StoredGroup } from '../../rules/scim/stored-group.ts';
import { pageSql } from './page-sql.ts';

const columns = `g.id, g.display_name as "displayName", g.external_id as "externalId", g.version::int as version,
  g.created_at as "createdAt", g.updated_at as "updatedAt"`;
const membersOf = `(select coalesce(json_agg(json_build_object('value', gm.source_record_id, 'display', u.user_name) order by gm.source_record_id), '[]')
   from directory.group_members gm join directory.scim_users u on u.source_record_id = gm.source_record_id
   where gm.group_id = g.id and upper_inf(gm.valid))`;
const members = (read: boolean) => `${read ? membersOf : 'null'} as members`;
const listed = `g.university_id = directory.current_university() and g.kind = 'scim' and g.deleted_at is null`;

export async function findGroup(db: Db, id: string, withMembers: boolean): Promise<StoredGroup | undefined> {
  const { rows } = await db.raw<{ rows: StoredGroup[] }>(
    `select ${columns}, ${members(withMembers)} from directory.groups g where g.id = ? and ${listed}`,
    [id],
  );
  return rows[0];
}

export async function listGroups(
  db: Db,
  clauses: PageClauses,
  withMembers: boolean,
): Promise<(StoredGroup & { readonly sortKey: string })[]> {
  const page = pageSql(clauses, 'g.id');
  const { rows } = await db.raw<{ rows: (StoredGroup & { sortKey: string })[] }>(
    `with page as (select g.id, ${clauses.sortKey.sql} as "sortKey" from directory.groups g where ${listed} and ${page.sql})
     select ${columns}, ${members(withMembers)}, page."sortKey"
     from page join directory.groups g on g.id = page.id
     order by ${page.again}`,
    [...clauses.sortKey.values, ...page.values] as never,
  );
  return rows;
}

export async function countGroups(db: Db, { where }: PageClauses): Promise<number> {
  const { rows } = await db.raw<{ rows: { total: number }[] }>(
    `select count(*)::int as total from directory.groups g where ${listed} and (${where.sql})`,
    [...where.values] as never,
  );
  return rows[0]!.total;
}

interface GroupNames {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
}

export async function insertGroup(tx: Tx, group: GroupNames & { readonly universityId: string }): Promise<void> {
  await tx.raw(
    `insert into directory.groups (id, university_id, display_name, external_id, kind) values (?, ?, ?, ?, 'scim')`,
    [group.id, group.universityId, group.displayName, group.externalId],
  );
}

/** A group held until the transaction ends, so that changes of one group come one after the other. */
export async function lockGroup(tx: Tx, id: string): Promise<StoredGroup | undefined> {
  const { rows } = await tx.raw<{ rows: StoredGroup[] }>(
    `select ${columns}, null as members from directory.groups g where g.id = ? and ${listed} for update of g`,
    [id],
  );
  return rows[0];
}

/** Writes a group's names where its version is still that one; the new version, or nothing. */
export async function updateGroup(tx: Tx, group: GroupNames, version: number): Promise<number | undefined> {
  const { rows } = await tx.raw<{ rows: { version: number }[] }>(
    `update directory.groups set display_name = ?, external_id = ?, version = version + 1, updated_at = now()
     where id = ? and version = ? returning version::int as version`,
    [group.displayName, group.externalId, group.id, version],
  );
  return rows[0]?.version;
}

export async function markGroupDeleted(tx: Tx, id: string): Promise<void> {
  await tx.raw(
    'update directory.groups set deleted_at = now(), version = version + 1, updated_at = now() where id = ?',
    [id],
  );
}

/** Groups whose list of members changed because a User went. */
export async function raiseGroups(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.raw('update directory.groups set version = version + 1, updated_at = now() where id = any(?::uuid[])', [
    [...ids],
  ] as never);
}
