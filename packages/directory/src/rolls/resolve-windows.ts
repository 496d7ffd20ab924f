import type { Tx } from '@onecampus/database';

const sameKind = (one: string, other: string) =>
  `(${one}.source_key, ${one}.affiliation, ${one}.org_unit, ${one}.programme) = (${other}.source_key, ${other}.affiliation, ${other}.org_unit, ${other}.programme)`;

/** A grace that was over before the moment of the roll makes no difference any more. */
const sameGrace = `(b.grace = f.grace or upper(b.valid) + greatest(b.grace, f.grace) <= (select at from roll))`;

/** What the directory believes of this source's people today; `live` is what has not ended. */
async function listBeliefs(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_beliefs as
    select a.id, r.source_key, a.source_record_id, a.person_id, a.affiliation, a.scope, coalesce(a.org_unit, '') as org_unit,
           coalesce(a.programme, '') as programme, a.valid, a.grace,
           (upper_inf(a.valid) or upper(a.valid) > (select at from roll)) as live, 'keep' as fate
    from directory.source_records r
    join directory.affiliations a on a.source_record_id = r.id and upper_inf(a.recorded)
    where r.source_id = (select source_id from roll);
    create index on roll_beliefs (source_key);
    analyze roll_beliefs;`);
}

/**
 * Turns the days of the file into windows of time, and says which belief stays, is replaced or ends.
 *
 * - The last day counts in full: "until 31.08.2026" ends at midnight, at the university.
 * - Without a first day the affiliation began when it was first believed, or else today.
 * - "Expelled" ends it on the day given if that has passed, otherwise now — once: a second file does not end it again later.
 * - What runs out, or is left out, keeps its effect for the university's grace; what is said to be over does not.
 */
export async function resolveWindows(tx: Tx): Promise<void> {
  await listBeliefs(tx);
  await tx.raw(`
    create temp table roll_said as
    select f.source_key, f.line, f.affiliation, coalesce(f.org_unit, '') as org_unit, coalesce(f.programme, '') as programme,
           f.ended, f.valid_from::timestamp at time zone (select time_zone from roll) as starts,
           (f.valid_until + 1)::timestamp at time zone (select time_zone from roll) as ends
    from roll_rows f;

    update roll_said f set starts = coalesce(
      (select min(lower(b.valid)) from roll_beliefs b where b.live and ${sameKind('b', 'f')}),
      (select date_trunc('day', at at time zone time_zone) at time zone time_zone from roll))
    where starts is null;

    update roll_said f set ends = coalesce(
      (select max(upper(b.valid)) from roll_beliefs b where not b.live and lower(b.valid) = f.starts and ${sameKind('b', 'f')}),
      (select at from roll))
    where f.ended and (f.ends is null or f.ends > (select at from roll));

    create temp table roll_affiliations as
    with windows as (
      select source_key, line, affiliation, org_unit, programme,
             case when ends is null or starts < ends then tstzrange(starts, ends) end as valid,
             case when ended then interval '0' else coalesce(g.grace, interval '0') end as grace
      from roll_said left join roll_grace g using (affiliation)
    )
    select f.*, f.valid is not null and not exists (
             select from roll_beliefs b where b.valid = f.valid and ${sameKind('b', 'f')} and ${sameGrace}) as is_new
    from windows f;
    create index on roll_affiliations (source_key);
    analyze roll_affiliations;`);
  await tx.raw(`
    update roll_beliefs b set fate = 'replace'
    from roll_affiliations f
    where f.is_new and (f.valid && b.valid or b.live) and ${sameKind('b', 'f')}
      and not exists (select from roll_affiliations same where same.valid = b.valid and ${sameKind('b', 'same')} and not same.is_new);

    update roll_beliefs b set fate = 'end'
    where b.live and b.fate = 'keep'
      and not exists (select from roll_held h where h.source_key = b.source_key)
      and not exists (select from roll_affiliations f where f.valid = b.valid and ${sameKind('b', 'f')});
    analyze roll_beliefs;`);
}
