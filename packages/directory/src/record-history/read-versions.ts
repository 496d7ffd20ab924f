import type { Db } from '@onecampus/database';
import { versionContext } from './keep-versions.ts';
import { findRecordKeys } from './record-keys.ts';
import type { RecordValues, RecordVersion } from './record-version.ts';
import { openBytes } from './sealed-bytes.ts';

interface StoredVersion extends Omit<RecordVersion, 'values' | 'version'> {
  /** bigint comes as text. */
  readonly version: string;
  readonly sealed: Buffer;
}

/**
 * What a record said before, newest first; each version was believed from `recordedFrom` until `recordedUntil`. What it says
 * now stands in `source_records`. Of an erased record there is nothing.
 */
export async function readVersions(db: Db, dataKey: Uint8Array, recordId: string): Promise<RecordVersion[]> {
  const key = (await findRecordKeys(db, dataKey, [recordId])).get(recordId);
  if (key === undefined) return [];
  const { rows } = await db.raw<{ rows: StoredVersion[] }>(
    `select version, sealed, missing_since as "missingSince", replaced_by_import as "replacedByImport",
            lower(recorded) as "recordedFrom", upper(recorded) as "recordedUntil"
     from directory.source_record_versions where source_record_id = ? order by version desc`,
    [recordId],
  );
  return rows.map(({ version, sealed, ...rest }) => ({
    version: Number(version),
    values: JSON.parse(openBytes(key, sealed, versionContext(recordId, version)).toString()) as RecordValues,
    ...rest,
  }));
}
