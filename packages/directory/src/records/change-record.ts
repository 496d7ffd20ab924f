import type { Tx } from '@onecampus/database';
import { keepVersions } from '../record-history/keep-versions.ts';
import { dropUnusedMark } from './drop-unused-mark.ts';
import type { RecordStatement, SourceRecord } from './source-record.ts';
import { takeMark } from './take-person.ts';

/**
 * Makes a locked record say something else: what it said is kept sealed, its version goes up, and its mark moves with its
 * national number and birth date. `missing` ends what the source says without forgetting it. Returns the new version.
 */
export async function changeRecord(
  tx: Tx,
  dataKey: Uint8Array,
  before: SourceRecord,
  after: RecordStatement & { readonly missing?: boolean },
): Promise<number> {
  await keepVersions(tx, dataKey, [
    {
      recordId: before.id,
      universityId: before.universityId,
      version: before.version,
      values: before.values,
      nationalNumberHmac: before.nationalNumberMark === null ? null : Buffer.from(before.nationalNumberMark, 'hex'),
      missingSince: before.missingSince,
      recordedFrom: before.updatedAt,
    },
  ]);
  const version = await update(tx, before, after);
  await moveMark(tx, before, after);
  return version;
}

async function update(
  tx: Tx,
  before: SourceRecord,
  after: RecordStatement & { readonly missing?: boolean },
): Promise<number> {
  const { values } = after;
  const { rows } = await tx.raw<{ rows: { version: number }[] }>(
    `update directory.source_records set
       source_key = ?, family_name = ?, given_name = ?, patronymic = ?, birth_date = ?, national_number_hmac = decode(?, 'hex'),
       email = ?, phone = ?, name_key = ?, version = version + 1, updated_at = clock_timestamp(),
       missing_since = case when ?::boolean then coalesce(missing_since, clock_timestamp()) end
     where id = ? and version = ?
     returning version::int as version`,
    [
      after.sourceKey,
      values.family_name,
      values.given_name,
      values.patronymic,
      values.birth_date,
      after.nationalNumberMark,
      values.email,
      values.phone,
      after.nameKey,
      after.missing ?? false,
      before.id,
      before.version,
    ] as never,
  );
  return rows[0]!.version;
}

async function moveMark(tx: Tx, before: SourceRecord, after: RecordStatement): Promise<void> {
  const [old, now] = [before.values.birth_date, after.values.birth_date];
  if (before.nationalNumberMark === after.nationalNumberMark && old === now) return;
  if (after.nationalNumberMark !== null && now !== null) {
    await takeMark(tx, {
      personId: before.personId,
      nationalNumberMark: after.nationalNumberMark,
      birthDate: now,
    });
  }
  if (before.nationalNumberMark !== null && old !== null) {
    await dropUnusedMark(tx, { nationalNumberMark: before.nationalNumberMark, birthDate: old });
  }
}
