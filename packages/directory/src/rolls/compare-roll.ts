import type { Tx } from '@onecampus/database';
import type { RollDifference } from './roll.ts';

/**
 * Counts what the roll would change. Someone is "ending" who has an affiliation now or to come and would have none: whether
 * the file leaves them out or says that they left.
 */
export async function compareRoll(tx: Tx): Promise<RollDifference> {
  await markIdentifiers(tx);
  await tx.raw(`
    create temp table roll_people as
    select keys.source_key, r.source_key is not null as in_file, coalesce(r.is_new, false) as is_new,
           coalesce(b.was_live, false) as was_live, coalesce(b.stays_live, false) or coalesce(f.becomes_live, false) as will_be_live,
           coalesce(r.is_changed, false) or coalesce(i.is_new, false) as data_changes,
           coalesce(b.changes, false) or coalesce(f.is_new, false) as affiliations_change
    from (select source_key from roll_records union select source_key from roll_beliefs) as keys
    left join roll_records r using (source_key)
    left join (
      select source_key, bool_or(live) as was_live, bool_or(live and fate = 'keep') as stays_live, bool_or(fate <> 'keep') as changes
      from roll_beliefs group by source_key) as b using (source_key)
    left join (
      select f.source_key, bool_or(f.is_new and f.valid is not null) as is_new,
             bool_or(f.is_new and f.valid is not null and (upper_inf(f.valid) or upper(f.valid) > roll.at)) as becomes_live
      from roll_affiliations f cross join roll group by f.source_key) as f using (source_key)
    left join (select source_key, bool_or(is_new) as is_new from roll_identifiers group by source_key) as i using (source_key);
    analyze roll_people;`);
  const { rows } = await tx.raw<{ rows: RollDifference[] }>(`
    select count(*) filter (where is_new)::int as new,
           count(*) filter (where was_live and not will_be_live)::int as ending,
           count(*) filter (where in_file and not is_new and (data_changes or affiliations_change)
                              and not (was_live and not will_be_live))::int as changed,
           count(*) filter (where in_file and not is_new and not data_changes and not affiliations_change)::int as unchanged,
           count(*) filter (where was_live)::int as present
    from roll_people`);
  return rows[0]!;
}

/**
 * One login of a person is current at one university: that of the record which had it first. A second one, of a second
 * record there, is kept as prior, so that nobody else is ever given it.
 */
async function markIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    alter table roll_identifiers add column state text, add column is_new boolean;
    update roll_identifiers w set state = case when ranked.place = 1 then 'current' else 'prior' end
    from (
      select w.ctid as row,
             row_number() over (
               partition by w.scheme, case when w.scheme = 'eppn' then w.person_id::text else w.record_id::text end
               order by (holder.id is not null) desc, w.line)
             + case when w.scheme = 'eppn' and holder.id is null and other.id is not null then 1 else 0 end as place
      from roll_identifiers w
      cross join roll
      left join directory.identifiers holder
             on w.scheme = 'eppn' and holder.scheme = 'eppn' and holder.scope = roll.scope and holder.state = 'current'
            and holder.source_record_id = w.record_id
      left join directory.identifiers other
             on w.scheme = 'eppn' and other.scheme = 'eppn' and other.scope = roll.scope and other.state = 'current'
            and other.person_id = w.person_id and other.source_record_id <> w.record_id
    ) as ranked
    where ranked.row = w.ctid;
    update roll_identifiers w set is_new = not exists (
      select from directory.identifiers i, roll
      where i.scheme = w.scheme and i.scope = roll.scope and i.value_normal = w.value_normal and i.state = w.state);
    analyze roll_identifiers;`);
}
