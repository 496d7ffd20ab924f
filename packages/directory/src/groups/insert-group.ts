import type { Tx } from '@onecampus/database';

/** @throws DomainError `row.duplicate` where the university has a group of that name or key. */
export async function insertGroup(
  tx: Tx,
  group: { readonly id: string; readonly displayName: string; readonly externalId: string | null },
): Promise<void> {
  await tx.raw(
    `insert into directory.groups (id, university_id, display_name, external_id)
     values (?, directory.current_university(), ?, ?)`,
    [group.id, group.displayName, group.externalId] as never,
  );
}
