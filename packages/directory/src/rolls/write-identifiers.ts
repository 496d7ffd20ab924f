import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';

/**
 * Gives people their numbers and logins. A login that changed becomes prior and stays theirs for ever. Which ones gave way or
 * came back is left in `roll_effects`, for a rollback. Where somebody else was given one between the comparison and now,
 * nothing of the roll is written and `row.duplicate` asks to compare again.
 */
export async function writeIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_effects as
    select 'identifier-made-prior' as effect, k.id as entity_id
    from roll_known k join roll_identifiers w on w.person_id = k.person_id
    where k.scheme = 'eppn' and k.state = 'current' and w.is_new and w.state = 'current' and w.scheme = 'eppn'
      and k.value_normal <> w.value_normal
    union
    select case w.state when 'current' then 'identifier-made-current' else 'identifier-made-prior' end, w.known_id
    from roll_identifiers w where w.is_new and w.known_id is not null
    union
    select 'said-again', record_id from roll_records where was_withdrawn;

    update directory.identifiers i set state = 'prior'
    from roll_effects e
    where e.effect = 'identifier-made-prior' and i.id = e.entity_id and i.state = 'current';

    insert into directory.identifiers
      (id, person_id, source_record_id, university_id, scheme, scope, value, value_normal, state, created_at)
    select distinct on (w.scheme, w.value_normal)
           directory.new_id(), w.person_id, w.record_id, roll.university_id, w.scheme, roll.scope, w.value, w.value_normal, w.state, roll.at
    from roll_identifiers w cross join roll
    where w.is_new
    order by w.scheme, w.value_normal, w.state, w.line
    on conflict (scheme, scope, value_normal) do update set state = excluded.state
      where identifiers.person_id = excluded.person_id;

    create temp table roll_given as
    select i.scheme, i.value_normal, i.person_id
    from directory.identifiers i
    where i.scope = (select scope from roll) and i.state <> 'tombstone' and exists (select from roll_identifiers w where w.is_new);
    analyze roll_given;`);
  const { rows } = await tx.raw<{ rows: { foreign: boolean }[] }>(`
    select exists (
      select from roll_identifiers w
      join roll_given i on i.scheme = w.scheme and i.value_normal = w.value_normal
      where w.is_new and i.person_id <> w.person_id) as foreign`);
  if (rows[0]!.foreign) {
    throw new DomainError('row.duplicate', 'An identifier was given to somebody else at the same moment.', {
      details: { constraint: 'identifier_never_reused' },
    });
  }
}
