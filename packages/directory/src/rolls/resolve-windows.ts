import type { Tx } from '@onecampus/database';

/** What the directory believes of this source's people today; `live` is what has not ended. */
async function listBeliefs(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_beliefs as
    select a.id, r.source_key, a.source_record_id, a.person_id, a.affiliation, a.scope, coalesce(a.org_unit, '') as org_unit,
           coalesce(a.programme, '') as programme, a.valid, (upper_inf(a.valid) or upper(a.valid) > roll.at) as live, 'keep' as fate
    from roll
    join directory.source_records r on r.source_id = roll.source_id
    join directory.affiliations a on a.source_record_id = r.id and upper_inf(a.recorded);
    create index on roll_beliefs (source_key);
    analyze roll_beliefs;`);
}

/**
 * Turns the days of the file into windows of time, and says which belief stays, is replaced or ends.
 *
 * - The last day counts in full: "until 31.08.2026" ends at midnight, at the university.
 * - Without a first day the affiliation began when it was first believed, or else today.
 * - "Expelled" ends it on the day given if that has passed, otherwise now — once: a second file does not end it again later.
 */
export async function resolveWindows(tx: Tx): Promise<void> {
  await listBeliefs(tx);
  await tx.raw(`
    create temp table roll_affiliations as
    select f.source_key, f.line, f.affiliation, coalesce(f.org_unit, '') as org_unit, coalesce(f.programme, '') as programme,
           f.ended, f.valid_from::timestamp at time zone roll.time_zone as starts,
           (f.valid_until + 1)::timestamp at time zone roll.time_zone as ends, null::tstzrange as valid, true as is_new
    from roll_rows f cross join roll;
    create index on roll_affiliations (source_key);
    analyze roll_affiliations;

    update roll_affiliations f set starts = coalesce(
      (select min(lower(b.valid)) from roll_beliefs b
       where b.live and (b.source_key, b.affiliation, b.org_unit, b.programme) = (f.source_key, f.affiliation, f.org_unit, f.programme)),
      (select date_trunc('day', at at time zone time_zone) at time zone time_zone from roll))
    where starts is null;

    update roll_affiliations f set ends = coalesce(
      (select max(upper(b.valid)) from roll_beliefs b
       where not b.live and lower(b.valid) = f.starts
         and (b.source_key, b.affiliation, b.org_unit, b.programme) = (f.source_key, f.affiliation, f.org_unit, f.programme)),
      (select at from roll))
    where f.ended and (f.ends is null or f.ends > (select at from roll));

    update roll_affiliations set valid = tstzrange(starts, ends) where ends is null or starts < ends;

    update roll_affiliations f set is_new = false
    from roll_beliefs b
    where b.valid = f.valid
      and (b.source_key, b.affiliation, b.org_unit, b.programme) = (f.source_key, f.affiliation, f.org_unit, f.programme);`);
  await tx.raw(`
    update roll_beliefs b set fate = 'replace'
    from roll_affiliations f
    where f.is_new and (f.valid && b.valid or b.live)
      and (b.source_key, b.affiliation, b.org_unit, b.programme) = (f.source_key, f.affiliation, f.org_unit, f.programme)
      and not exists (
        select from roll_affiliations same
        where same.valid = b.valid
          and (b.source_key, b.affiliation, b.org_unit, b.programme) = (same.source_key, same.affiliation, same.org_unit, same.programme));

    update roll_beliefs b set fate = 'end'
    where b.live and b.fate = 'keep'
      and not exists (select from roll_held h where h.source_key = b.source_key)
      and not exists (
        select from roll_affiliations f
        where f.valid = b.valid
          and (b.source_key, b.affiliation, b.org_unit, b.programme) = (f.source_key, f.affiliation, f.org_unit, f.programme));
    analyze roll_beliefs;`);
}
