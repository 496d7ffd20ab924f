import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { KEY_BYTES, openBytes, sealBytes } from './sealed-bytes.ts';

interface Owner {
  readonly recordId: string;
  readonly universityId: string;
}

/** The opened data keys of records, by record. A record whose key was destroyed, or never made, is absent. */
export async function findRecordKeys(
  db: Db,
  dataKey: Uint8Array,
  recordIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await db.raw<{ rows: { id: string; wrapped: Buffer }[] }>(
    `select source_record_id as id, wrapped from directory.data_keys
     where source_record_id = any(?::uuid[]) and wrapped is not null`,
    [[...recordIds]] as never,
  );
  return new Map(rows.map(({ id, wrapped }) => [id, openBytes(dataKey, wrapped, keyContext(id))]));
}

/**
 * The data keys of records, those made that do not exist yet. Whoever makes a key first has made it: the insert of a second
 * one waits for the first, does nothing, and the key is read again.
 *
 * @throws DomainError `record.erased` where a key was destroyed: nothing is ever kept of that record again.
 */
export async function takeRecordKeys(
  tx: Tx,
  dataKey: Uint8Array,
  owners: readonly Owner[],
): Promise<Map<string, Buffer>> {
  const keys = await findRecordKeys(
    tx,
    dataKey,
    owners.map(({ recordId }) => recordId),
  );
  const missing = owners.filter(({ recordId }) => !keys.has(recordId));
  if (missing.length === 0) return keys;
  const made = new Map(missing.map(({ recordId }) => [recordId, randomBytes(KEY_BYTES)]));
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `insert into directory.data_keys (source_record_id, university_id, wrapped)
     select * from unnest(?::uuid[], ?::uuid[], ?::bytea[])
     on conflict (source_record_id) do nothing
     returning source_record_id as id`,
    [
      missing.map(({ recordId }) => recordId),
      missing.map(({ universityId }) => universityId),
      missing.map(({ recordId }) => sealBytes(dataKey, made.get(recordId)!, keyContext(recordId))),
    ] as never,
  );
  for (const { id } of rows) keys.set(id, made.get(id)!);
  const others = missing.map(({ recordId }) => recordId).filter((id) => !keys.has(id));
  if (others.length === 0) return keys;
  for (const [id, key] of await findRecordKeys(tx, dataKey, others)) keys.set(id, key);
  if (others.some((id) => !keys.has(id))) throw new DomainError('record.erased', 'This record was erased.');
  return keys;
}

function keyContext(recordId: string): string {
  return `data_keys:${recordId}`;
}
