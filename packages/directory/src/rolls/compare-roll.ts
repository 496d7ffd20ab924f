import type { Tx } from '@onecampus/database';
import { compareIdentifiers } from './compare-identifiers.ts';
import type { RollDifference } from './roll.ts';

/**
 * Counts what the roll would change. Someone is "ending" who has an affiliation now or to come and would have none: whether
 * the file leaves them out or says that they left.
 */
export async function compareRoll(tx: Tx): Promise<RollDifference> {
  await compareIdentifiers(tx);
  await tx.raw(`
    create temp table roll_people as
    select keys.source_key, r.source_key is not null as in_file, coalesce(r.is_new or r.was_withdrawn, false) as is_new, coalesce(r.is_another, false) as is_another,
           coalesce(b.was_live, false) as was_live, coalesce(b.stays_live, false) or coalesce(f.becomes_live, false) as will_be_live,
           coalesce(r.is_changed, false) or coalesce(i.is_new, false) as data_changes,
           coalesce(b.changes, false) or coalesce(f.is_new, false) as affiliations_change
    from (select source_key from roll_records union select source_key from roll_beliefs) as keys
    left join roll_records r using (source_key)
    left join (
      select source_key, bool_or(live) as was_live, bool_or(live and fate = 'keep') as stays_live, bool_or(fate <> 'keep') as changes
      from roll_beliefs group by source_key) as b using (source_key)
    left join (
      select source_key, bool_or(is_new) as is_new,
             bool_or(is_new and (upper_inf(valid) or upper(valid) > (select at from roll))) as becomes_live
      from roll_affiliations group by source_key) as f using (source_key)
    left join (select source_key, bool_or(is_new) as is_new from roll_identifiers group by source_key) as i using (source_key);
    analyze roll_people;`);
  const { rows } = await tx.raw<{ rows: RollDifference[] }>(`
    select count(*) filter (where is_new)::int as new,
           count(*) filter (where was_live and not will_be_live)::int as ending,
           count(*) filter (where in_file and not is_new and (data_changes or affiliations_change)
                              and not (was_live and not will_be_live))::int as changed,
           count(*) filter (where in_file and not is_new and not data_changes and not affiliations_change)::int as unchanged,
           count(*) filter (where is_another)::int as "otherHuman",
           count(*) filter (where was_live)::int as present
    from roll_people`);
  return rows[0]!;
}
