import type { Tx } from '@onecampus/database';

/**
 * Destroys the data keys of records, so that every sealed copy of what they said is unreadable for ever, those in backups
 * included; and the sealed versions here. A record that never had a key gets the stone of one, so that none is made later.
 * Returns how many versions there were.
 */
export async function destroyHistory(tx: Tx, recordIds: readonly string[]): Promise<number> {
  await tx.raw(
    `insert into directory.data_keys (source_record_id, university_id, wrapped, destroyed_at)
     select id, university_id, null, clock_timestamp() from directory.source_records where id = any(?::uuid[]) order by id
     on conflict (source_record_id) do update set wrapped = null, destroyed_at = coalesce(data_keys.destroyed_at, clock_timestamp())`,
    [[...recordIds]] as never,
  );
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from directory.source_record_versions where source_record_id = any(?::uuid[])`,
    [[...recordIds]] as never,
  );
  return rowCount;
}
