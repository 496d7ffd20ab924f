import type { Db } from '@onecampus/database';
import { versionContext } from './keep-versions.ts';
import { findRecordKeys } from './record-keys.ts';
import type { RecordValues, RecordVersion } from './record-version.ts';
import { openBytes } from './sealed-bytes.ts';

interface StoredVersion extends Omit<RecordVersion, 'values' | 'version'> {
  readonly recordId: string;
  /** bigint comes as text. */
  readonly version: string;
  readonly sealed: Buffer;
}

/**
 * What a record said before, newest first; each version was believed from `recordedFrom` until `recordedUntil`. What it says
 * now stands in `source_records`. Of an erased record there is nothing.
 */
export async function readVersions(db: Db, dataKey: Uint8Array, recordId: string): Promise<RecordVersion[]> {
  return (await readVersionsOf(db, dataKey, [recordId])).get(recordId) ?? [];
}

/** The same for many records in two statements; a record without a past is absent. */
export async function readVersionsOf(
  db: Db,
  dataKey: Uint8Array,
  recordIds: readonly string[],
): Promise<Map<string, RecordVersion[]>> {
  const keys = await findRecordKeys(db, dataKey, recordIds);
  const { rows } = await db.raw<{ rows: StoredVersion[] }>(
    `select source_record_id as "recordId", version, sealed, missing_since as "missingSince",
            replaced_by_import as "replacedByImport", lower(recorded) as "recordedFrom", upper(recorded) as "recordedUntil"
     from directory.source_record_versions where source_record_id = any(?::uuid[])
     order by source_record_id, version desc`,
    [[...keys.keys()]] as never,
  );
  const versions = new Map<string, RecordVersion[]>();
  for (const { recordId, version, sealed, ...rest } of rows) {
    const opened = openBytes(keys.get(recordId)!, sealed, versionContext(recordId, version)).toString();
    const one = { version: Number(version), values: JSON.parse(opened) as RecordValues, ...rest };
    versions.set(recordId, [...(versions.get(recordId) ?? []), one]);
  }
  return versions;
}
