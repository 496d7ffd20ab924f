import type { Tx } from '@onecampus/database';

/** Renames a group. @returns false where it has that name already. @throws DomainError `row.duplicate`. */
export async function renameGroup(tx: Tx, groupId: string, displayName: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update directory.groups set display_name = ?, version = version + 1, updated_at = now()
     where id = ? and deleted_at is null and display_name <> ?`,
    [displayName, groupId, displayName],
  );
  return rowCount > 0;
}

/** Marks that the members of a group changed; whoever does so at the same moment waits here. */
export async function touchGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.raw(
    `update directory.groups set version = version + 1, updated_at = now() where id = ? and deleted_at is null`,
    [groupId],
  );
}

/** Deletes a group: it keeps its row, its name is free again, and its memberships end now. */
export async function deleteGroup(tx: Tx, groupId: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update directory.groups set deleted_at = now(), version = version + 1, updated_at = now()
     where id = ? and deleted_at is null`,
    [groupId],
  );
  return rowCount > 0;
}
