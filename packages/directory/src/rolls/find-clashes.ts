import type { Tx } from '@onecampus/database';
import type { RollClash } from './roll.ts';

/**
 * Lists the numbers and logins that the people of the file should carry. A number is a student's or an employee's by what
 * its owner is; a login is the part of the eppn before the @.
 */
export async function listWantedIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_wanted as
    with schemes as (
      select distinct source_key,
             case when affiliation in ('student', 'alum') then 'student_number'
                  when affiliation in ('faculty', 'staff', 'employee') then 'employee_number' end as scheme
      from roll_rows
    ), numbers as (
      select source_key, scheme from schemes where scheme is not null
      union all
      select source_key, (select number_scheme from roll) from schemes group by source_key having bool_and(scheme is null)
    )
    select r.source_key, r.line, r.record_id, r.person_id, n.scheme, r.source_key as value, lower(r.source_key) as value_normal
    from roll_records r join numbers n using (source_key)
    union all
    select source_key, line, record_id, person_id, 'eppn', login || '@' || (select scope from roll), lower(login || '@' || (select scope from roll))
    from roll_records
    where login is not null;
    analyze roll_wanted;`);
}

/**
 * Copies what is given out at this university, once, with statistics of its own: those of the directory are stale right after
 * a large import, and three joins planned by them took twenty seconds where they take a fraction of one.
 */
async function listKnownIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_known as
    select id, person_id, source_record_id, scheme, value, value_normal, state
    from directory.identifiers
    where scope = (select scope from roll) and state <> 'tombstone';
    analyze roll_known;`);
}

/** Who of the file claims a number or a login that is, or a few lines earlier became, somebody else's. */
export async function findClashes(tx: Tx): Promise<RollClash[]> {
  await listKnownIdentifiers(tx);
  const { rows } = await tx.raw<{ rows: RollClash[] }>(`
    select w.source_key as "sourceKey", w.scheme
    from roll_wanted w
    join roll_known i on i.scheme = w.scheme and i.value_normal = w.value_normal
    where i.person_id <> w.person_id and i.source_record_id <> w.record_id
    union
    select claim.source_key, claim.scheme
    from (select source_key, scheme, person_id,
                 first_value(person_id) over (partition by scheme, value_normal order by line) as first_person_id
          from roll_wanted) as claim
    where claim.person_id <> claim.first_person_id
    order by 1, 2`);
  return rows;
}

/** Takes people out of the roll whose numbers or logins clash, without ending anything of theirs. */
export async function holdBack(tx: Tx, sourceKeys: readonly string[]): Promise<void> {
  for (const table of ['roll_rows', 'roll_records', 'roll_wanted']) {
    await tx.raw(`delete from ${table} where source_key = any(?::text[])`, [[...sourceKeys]] as never);
  }
  await tx.raw('insert into roll_held select unnest(?::text[]) on conflict do nothing', [[...sourceKeys]] as never);
}
