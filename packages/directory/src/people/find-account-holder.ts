import type { Db } from '@onecampus/database';
import { normalIdentifier } from './find-person-by-identifier.ts';

/** Whom a login name means. */
export interface AccountHolder {
  readonly personId: string;
  /** Whose login it was before people were merged, and whose account it therefore opens: `personId` where nothing was. */
  readonly homePersonId: string;
}

/**
 * Active persons whose login this is: a current one, or one that is prior only because its person became part of another who
 * has a login there too.
 */
export async function findAccountHolders(db: Db, eppn: string): Promise<AccountHolder[]> {
  const { sql, bindings } = accountHolders([eppn]);
  const { rows } = await db.raw<{ rows: AccountHolder[] }>(
    `select person_id as "personId", home_person_id as "homePersonId" from (${sql}) found limit 2`,
    bindings as never,
  );
  return rows;
}

/**
 * The same for several names, for whoever asks more in the same statement: rows of `person_id`, `home_person_id` and
 * `place`, which of the names it was, with what is bound to the two placeholders.
 */
export function accountHolders(eppns: readonly string[]): { readonly sql: string; readonly bindings: string[][] } {
  const values = eppns.map(normalIdentifier);
  return {
    sql: `
      select i.person_id, coalesce(h.home_person_id, i.person_id) as home_person_id, wanted.place
      from unnest(?::text[], ?::text[]) with ordinality as wanted (scope, value, place)
      join directory.identifiers i on i.scheme = 'eppn' and i.scope = wanted.scope and i.value_normal = wanted.value
      join directory.people p on p.id = i.person_id and p.status = 'active'
      left join directory.record_homes h on h.source_record_id = i.source_record_id
      where i.state = 'current' or exists (select from directory.demoted_identifiers d where d.identifier_id = i.id)`,
    bindings: [values.map((value) => value.slice(value.lastIndexOf('@') + 1)), values],
  };
}
