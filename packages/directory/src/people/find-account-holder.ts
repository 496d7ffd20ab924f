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
  const value = normalIdentifier(eppn);
  const { rows } = await db.raw<{ rows: AccountHolder[] }>(
    `select i.person_id as "personId", coalesce(h.home_person_id, i.person_id) as "homePersonId"
     from directory.identifiers i
     join directory.people p on p.id = i.person_id and p.status = 'active'
     left join directory.record_homes h on h.source_record_id = i.source_record_id
     where i.scheme = 'eppn' and i.scope = ? and i.value_normal = ?
       and (i.state = 'current' or exists (select from directory.demoted_identifiers d where d.identifier_id = i.id))
     limit 2`,
    [value.slice(value.lastIndexOf('@') + 1), value],
  );
  return rows;
}
