import type { Tx } from '@onecampus/database';
import { keepVersions } from '../record-history/keep-versions.ts';
import type { RecordChange } from '../record-history/record-version.ts';

const page_rows = 2_000;

/** Lists the records whose values the roll replaces, and those that the file does not have any longer. */
async function listReplaced(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_replaced as
    select record_id, false as is_missing from roll_records where is_changed
    union all
    select s.id, true from directory.source_records s
    where s.source_id = (select source_id from roll) and s.missing_since is null and s.erased_at is null
      and not exists (select from roll_records r where r.source_key = s.source_key)
      and not exists (select from roll_held h where h.source_key = s.source_key);
    create index on roll_replaced (record_id);
    analyze roll_replaced;`);
}

/**
 * Keeps what the replaced records said, sealed, page by page at constant memory: history, and what a rollback of this import
 * reads. @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 */
export async function keepReplaced(tx: Tx, dataKey: Uint8Array, importId: string): Promise<void> {
  await listReplaced(tx);
  await keepPaged(tx, dataKey, 'select record_id as id from roll_replaced', `select at from roll`, { importId });
}

/** Keeps the present values of the records that `ids` lists, until the moment that `at` tells. */
export async function keepPaged(
  tx: Tx,
  dataKey: Uint8Array,
  ids: string,
  at: string,
  options: { readonly importId?: string },
): Promise<void> {
  const { rows: moments } = await tx.raw<{ rows: { at: string }[] }>(`select (${at})::text as at`);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const changes = await listRecords(tx, ids, after);
    await keepVersions(tx, dataKey, changes, { ...options, until: moments[0]!.at });
    const last = changes.at(-1);
    if (last === undefined || changes.length < page_rows) return;
    after = last.recordId;
  }
}

async function listRecords(tx: Tx, ids: string, after: string): Promise<RecordChange[]> {
  const { rows } = await tx.raw<{ rows: (RecordChange & { version: number })[] }>(
    `select s.id as "recordId", s.university_id as "universityId", s.version::int as version,
            jsonb_build_object('family_name', s.family_name, 'given_name', s.given_name, 'patronymic', s.patronymic,
              'birth_date', s.birth_date, 'email', s.email, 'phone', s.phone) as values,
            s.national_number_hmac as "nationalNumberHmac", s.missing_since::text as "missingSince", s.updated_at::text as "recordedFrom"
     from directory.source_records s
     where s.id in (select id from (${ids}) as listed where id > ? order by id limit ${page_rows})
     order by s.id`,
    [after],
  );
  return rows;
}
