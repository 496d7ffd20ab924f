import type { Tx } from '@onecampus/database';

/**
 * Empties records: of the row its ids and times are left. The source's own key of it is a student number as a rule, so it
 * goes as well. Affiliations keep kind and window, by which people are counted, and are believed no more.
 */
export async function emptyRecords(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.raw(
    `update directory.source_records set
       source_key = 'erased:' || id, family_name = null, given_name = null, patronymic = null, birth_date = null,
       national_number_hmac = null, document_hmac = null, email = null, phone = null, name_key = null,
       erased_at = clock_timestamp(), missing_since = coalesce(missing_since, clock_timestamp()), version = version + 1,
       updated_at = clock_timestamp()
     where id = any(?::uuid[])`,
    [[...recordIds]] as never,
  );
}

/** Returns how many affiliations are no longer believed. */
export async function emptyAffiliations(tx: Tx, recordIds: readonly string[]): Promise<number> {
  const { rows } = await tx.raw<{ rows: { live: boolean }[] }>(
    `with before as (
       select id, upper_inf(recorded) as live from directory.affiliations where source_record_id = any(?::uuid[])
     )
     update directory.affiliations a set
       org_unit = null, programme = null,
       recorded = case when before.live
         then tstzrange(lower(a.recorded), greatest(clock_timestamp(), lower(a.recorded) + interval '1 microsecond'))
         else a.recorded end
     from before where a.id = before.id
     returning before.live`,
    [[...recordIds]] as never,
  );
  await tx.raw(
    `update directory.scim_affiliations set org_unit = null, programme = null, deleted_at = coalesce(deleted_at, now())
     where source_record_id = any(?::uuid[])`,
    [[...recordIds]] as never,
  );
  return rows.filter(({ live }) => live).length;
}
