import type { Tx } from '@onecampus/database';

/**
 * Raises the version of everybody of whom something changed and tells the other services, in this transaction: one line
 * per person and kind of change, and none for whom nothing changed.
 */
export async function announceRoll(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_touched as
    select person_id, bool_or(of_person) as of_person, bool_or(of_affiliation) as of_affiliation
    from (
      select r.person_id, p.is_new or p.data_changes, p.affiliations_change
      from roll_people p join roll_records r using (source_key)
      where p.is_new or p.data_changes or p.affiliations_change
      union all
      select s.person_id, true, false
      from directory.source_records s
      where s.source_id = (select source_id from roll) and s.missing_since = (select at from roll)
      union all
      select person_id, false, true from roll_beliefs where fate <> 'keep'
      union all
      select person_before, true, false from roll_records where was_withdrawn and person_before <> person_id
    ) as touched (person_id, of_person, of_affiliation)
    group by person_id;
    analyze roll_touched;

    with locked as (
      select p.id from directory.people p join roll_touched t on t.person_id = p.id
      where not exists (select from roll_records r where r.person_id = p.id and r.is_new_person)
      order by p.id for no key update of p
    )
    update directory.people p set version = p.version + 1, updated_at = (select at from roll)
    from locked where p.id = locked.id;

    insert into directory.change_feed (topic, entity_id, university_id)
    select topic, t.person_id, (select university_id from roll)
    from roll_touched t
    cross join lateral (values ('person.changed', t.of_person), ('affiliation.changed', t.of_affiliation)) as news (topic, is_so)
    where is_so
    order by t.person_id, topic;`);
}
