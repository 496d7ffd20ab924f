import type { Tx } from '@onecampus/database';

/** Takes records out of everything by which two records of one human are found; an open question about them is withdrawn. */
export async function forgetMatching(tx: Tx, recordIds: readonly string[]): Promise<void> {
  const ids = [...recordIds];
  await tx.raw(`delete from directory.match_keys where source_record_id = any(?::uuid[])`, [ids] as never);
  await tx.raw(`delete from directory.match_due where source_record_id = any(?::uuid[])`, [ids] as never);
  await tx.raw(`delete from directory.record_homes where source_record_id = any(?::uuid[])`, [ids] as never);
  await tx.raw(
    `with gone as (
       delete from directory.match_terms where source_record_id = any(?::uuid[]) returning terms
     ), counted as (
       select term, count(*)::int as records from gone, unnest(terms) as term group by term
       union all select 'records', count(*)::int from gone
     )
     update directory.match_frequencies f set records = greatest(f.records - counted.records, 0)
     from counted where f.term = counted.term`,
    [ids] as never,
  );
  await tx.raw(
    `update directory.match_requests set state = 'withdrawn', decided_at = now()
     where state = 'pending' and (source_record_id = any(?::uuid[]) or candidate_record_id = any(?::uuid[]))`,
    [ids, ids] as never,
  );
}

/** Gives up the marks of national numbers that no record carries any longer. */
export async function dropMarks(
  tx: Tx,
  marks: readonly { readonly nationalNumberHmac: Buffer | null; readonly birthDate: string | null }[],
): Promise<void> {
  const carried = marks.filter((mark) => mark.nationalNumberHmac !== null && mark.birthDate !== null);
  if (carried.length === 0) return;
  await tx.raw(
    `delete from directory.national_number_marks m using unnest(?::bytea[], ?::date[]) as gone (mark, day)
     where m.national_number_hmac = gone.mark and m.birth_date = gone.day and not exists (
       select from directory.source_records s
       where s.national_number_hmac = m.national_number_hmac and s.birth_date = m.birth_date)`,
    [carried.map((mark) => mark.nationalNumberHmac), carried.map((mark) => mark.birthDate)] as never,
  );
}
