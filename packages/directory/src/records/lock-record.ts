import type { Tx } from '@onecampus/database';
import type { SourceRecord } from './source-record.ts';

/** A record that is not erased, held until the transaction ends; `undefined` where there is none within the university. */
export async function lockRecord(tx: Tx, id: string): Promise<SourceRecord | undefined> {
  const { rows } = await tx.raw<{ rows: SourceRecord[] }>(
    `select id, person_id as "personId", source_id as "sourceId", university_id as "universityId", source_key as "sourceKey",
            version::int as version, encode(national_number_hmac, 'hex') as "nationalNumberMark", name_key as "nameKey",
            missing_since as "missingSince", updated_at::text as "updatedAt",
            json_build_object('family_name', family_name, 'given_name', given_name, 'patronymic', patronymic,
                              'birth_date', birth_date, 'email', email, 'phone', phone) as values
     from directory.source_records where id = ? and erased_at is null
     for update`,
    [id],
  );
  return rows[0];
}
