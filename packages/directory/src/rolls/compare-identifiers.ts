import type { Tx } from '@onecampus/database';

/**
 * Says which numbers and logins are new. One login of a person is current at one university: that of the record which had
 * it first. A second one, of a second record there, is kept as prior, so that nobody else is ever given it.
 */
export async function compareIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_identifiers as
    with holders as (
      select person_id, source_record_id, value from roll_known where scheme = 'eppn' and state = 'current'
    ), placed as (
      select w.*, holds.value as login_before,
             case when w.scheme <> 'eppn' then 'current'
                  when holds.source_record_id is not null and holds.source_record_id <> w.record_id then 'prior'
                  when row_number() over (partition by w.scheme, w.person_id order by (holds.source_record_id is not null) desc, w.line) > 1
                    then 'prior'
                  else 'current' end as state
      from roll_wanted w
      left join holders holds on w.scheme = 'eppn' and holds.person_id = w.person_id
    )
    select p.*, i.id as known_id, i.state as known_state, i.id is null or i.state <> p.state as is_new
    from placed p
    left join roll_known i on i.scheme = p.scheme and i.value_normal = p.value_normal;
    create index on roll_identifiers (source_key);
    analyze roll_identifiers;`);
}
