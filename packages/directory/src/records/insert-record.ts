import type { Tx } from '@onecampus/database';
import type { RecordStatement } from './source-record.ts';

/** Writes what a source says of somebody for the first time. @throws DomainError `row.duplicate` where the key is taken. */
export async function insertRecord(
  tx: Tx,
  record: RecordStatement & {
    readonly id: string;
    readonly sourceId: string;
    readonly universityId: string;
    readonly personId: string;
  },
): Promise<void> {
  const { values } = record;
  await tx.raw(
    `insert into directory.source_records
       (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, birth_date, national_number_hmac,
        email, phone, name_key)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?)`,
    [
      record.id,
      record.sourceId,
      record.universityId,
      record.sourceKey,
      record.personId,
      values.family_name,
      values.given_name,
      values.patronymic,
      values.birth_date,
      record.nationalNumberMark,
      values.email,
      values.phone,
      record.nameKey,
    ] as never,
  );
}
