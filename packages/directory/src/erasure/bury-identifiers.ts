import type { Tx } from '@onecampus/database';
import { tombstoneMarker } from './tombstone-mark.ts';

/** Leaves a keyed hash of each identifier of these records and nothing else; nobody is ever given it again. Returns how many. */
export async function buryIdentifiers(tx: Tx, dataKey: Uint8Array, recordIds: readonly string[]): Promise<number> {
  const { rows } = await tx.raw<{ rows: { id: string; scheme: string; scope: string; value: string }[] }>(
    `select id, scheme, scope, value_normal as value from directory.identifiers
     where source_record_id = any(?::uuid[]) and state <> 'tombstone' order by id`,
    [[...recordIds]] as never,
  );
  const markOf = tombstoneMarker(dataKey);
  await tx.raw(`delete from directory.demoted_identifiers where identifier_id = any(?::uuid[])`, [
    rows.map(({ id }) => id),
  ] as never);
  await tx.raw(
    `update directory.identifiers i set state = 'tombstone', value = null, value_normal = null, value_hmac = buried.mark
     from unnest(?::uuid[], ?::bytea[]) as buried (id, mark) where i.id = buried.id`,
    [rows.map(({ id }) => id), rows.map(markOf)] as never,
  );
  return rows.length;
}
