import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';

/**
 * Gives people their numbers and logins. A login that changed becomes prior and stays theirs for ever. Where somebody else
 * was given one between the comparison and now, nothing of the roll is written and `row.duplicate` asks to compare again.
 */
export async function writeIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    update directory.identifiers i set state = 'prior'
    from roll_identifiers w
    where w.is_new and w.state = 'current' and w.scheme = 'eppn'
      and i.scheme = 'eppn' and i.scope = (select scope from roll) and i.state = 'current' and i.person_id = w.person_id
      and i.value_normal <> w.value_normal;

    insert into directory.identifiers (id, person_id, source_record_id, university_id, scheme, scope, value, value_normal, state)
    select distinct on (w.scheme, w.value_normal)
           directory.new_id(), w.person_id, w.record_id, (select university_id from roll), w.scheme, (select scope from roll), w.value, w.value_normal, w.state
    from roll_identifiers w
    where w.is_new
    order by w.scheme, w.value_normal, w.state, w.line
    on conflict (scheme, scope, value_normal) do update set state = excluded.state
      where identifiers.person_id = excluded.person_id;`);
  const { rows } = await tx.raw<{ rows: { foreign: boolean }[] }>(`
    select exists (
      select from roll_identifiers w
      join directory.identifiers i on i.scheme = w.scheme and i.scope = (select scope from roll) and i.value_normal = w.value_normal
      where w.is_new and i.person_id <> w.person_id) as foreign`);
  if (rows[0]!.foreign) {
    throw new DomainError('row.duplicate', 'An identifier was given to somebody else at the same moment.', {
      details: { constraint: 'identifier_never_reused' },
    });
  }
}
