import type { Tx } from '@onecampus/database';

/** Lets the matcher look at a record (again): its names, dates or marks are new. */
export async function dueForMatching(
  tx: Tx,
  record: { readonly id: string; readonly universityId: string },
): Promise<void> {
  await tx.raw(
    `insert into directory.match_due (source_record_id, university_id) values (?, ?) on conflict (source_record_id) do nothing`,
    [record.id, record.universityId],
  );
}
