import type { Tx } from '@onecampus/database';

/**
 * A person has one current login at a university: where both people have one, the loser's gives way. It stays his for ever,
 * signs in as before, and comes back when they are parted. Returns the ids.
 */
export async function demoteLogins(tx: Tx, people: { survivorId: string; loserId: string }): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with demoted as (
       update directory.identifiers l set state = 'prior'
       where l.person_id = ? and l.scheme = 'eppn' and l.state = 'current'
         and exists (select from directory.identifiers s
                     where s.person_id = ? and s.scheme = 'eppn' and s.state = 'current' and s.scope = l.scope)
       returning l.id, l.university_id
     )
     insert into directory.demoted_identifiers (identifier_id, university_id)
     select id, university_id from demoted
     returning identifier_id as id`,
    [people.loserId, people.survivorId],
  );
  return rows.map((row) => row.id);
}
