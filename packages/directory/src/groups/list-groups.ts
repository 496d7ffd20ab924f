import type { Tx } from '@onecampus/database';
import { type Group, groupColumns } from './group.ts';

/** The groups of the transaction's university by name, `limit` of them after a name. */
export async function listGroups(
  tx: Tx,
  page: { readonly afterName: string; readonly limit: number },
): Promise<Group[]> {
  const { rows } = await tx.raw<{ rows: Group[] }>(
    `select ${groupColumns} from directory.groups g
     where g.university_id = directory.current_university() and g.deleted_at is null and lower(g.display_name) > lower(?)
     order by lower(g.display_name) limit ?`,
    [page.afterName, page.limit],
  );
  return rows;
}

/** A group of the transaction's university that was not deleted. */
export async function findGroup(tx: Tx, groupId: string): Promise<Group | undefined> {
  const { rows } = await tx.raw<{ rows: Group[] }>(
    `select ${groupColumns} from directory.groups g where g.id = ? and g.deleted_at is null`,
    [groupId],
  );
  return rows[0];
}
