import type { Tx } from '@onecampus/database';
import { takeRecordKeys } from './record-keys.ts';
import type { RecordChange } from './record-version.ts';
import { sealBytes } from './sealed-bytes.ts';

/** So many before-images go in one statement: about a megabyte. */
const batch_size = 2_000;

export interface KeepVersionsOptions {
  /** The run that replaces these values. */
  readonly importId?: string;
  /** When they stop being what is believed; the database's clock where nothing is said. */
  readonly until?: Date | string;
}

/**
 * Keeps what records said before a change, each sealed under its record's data key. Called in the transaction of the change,
 * before or after its UPDATE, inside the records' university (or across universities). Two or three statements per 2,000
 * records; a record comes at most once per call.
 *
 * @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 * @throws DomainError `record.erased` where a record's key was destroyed; `row.duplicate` where the version is kept already.
 */
export async function keepVersions(
  tx: Tx,
  dataKey: Uint8Array,
  changes: readonly RecordChange[],
  options: KeepVersionsOptions = {},
): Promise<void> {
  for (let start = 0; start < changes.length; start += batch_size) {
    await keepBatch(tx, dataKey, changes.slice(start, start + batch_size), options);
  }
}

async function keepBatch(
  tx: Tx,
  dataKey: Uint8Array,
  changes: readonly RecordChange[],
  { importId, until }: KeepVersionsOptions,
): Promise<void> {
  const keys = await takeRecordKeys(tx, dataKey, changes);
  const sealed = changes.map(({ recordId, version, values }) =>
    sealBytes(keys.get(recordId)!, Buffer.from(JSON.stringify(values)), versionContext(recordId, version)),
  );
  await tx.raw(
    `insert into directory.source_record_versions
       (source_record_id, university_id, version, sealed, national_number_hmac, missing_since, replaced_by_import, recorded)
     select id, university_id, version, sealed, mark, missing, ?::uuid, tstzrange(since, greatest(since + interval '1 microsecond', coalesce(?::timestamptz, clock_timestamp())))
     from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[], ?::bytea[], ?::timestamptz[], ?::timestamptz[])
       as kept (id, university_id, version, sealed, mark, missing, since)`,
    [
      importId ?? null,
      until ?? null,
      changes.map(({ recordId }) => recordId),
      changes.map(({ universityId }) => universityId),
      changes.map(({ version }) => version),
      sealed,
      changes.map(({ nationalNumberHmac }) => nationalNumberHmac),
      changes.map(({ missingSince }) => missingSince),
      changes.map(({ recordedFrom }) => recordedFrom),
    ] as never,
  );
}

/** What a sealed version is bound to. */
export function versionContext(recordId: string, version: number | string): string {
  return `source_record_versions:${recordId}:${version}`;
}
