import type { Tx } from '@onecampus/database';

/**
 * Makes logins current again where their person has none at that university any more: the person's own first, else the one
 * that gave way to a merge earliest.
 */
export async function restoreLogins(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.raw(
    `with given_back as (
       select distinct on (i.person_id, i.scope) i.id
       from directory.demoted_identifiers d
       join directory.identifiers i on i.id = d.identifier_id and i.state = 'prior'
       left join directory.record_homes h on h.source_record_id = i.source_record_id
       where i.person_id = any(?::uuid[])
         and not exists (select from directory.identifiers c
                         where c.person_id = i.person_id and c.scope = i.scope and c.scheme = 'eppn' and c.state = 'current')
       order by i.person_id, i.scope, (h.home_person_id is not null), d.demoted_at, i.id
     ), cleared as (
       delete from directory.demoted_identifiers d using given_back g where d.identifier_id = g.id
     )
     update directory.identifiers i set state = 'current' from given_back g where i.id = g.id`,
    [[...personIds]] as never,
  );
}
