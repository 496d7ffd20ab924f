import type { Tx } from '@onecampus/database';
import { normalIdentifier } from '../people/find-person-by-identifier.ts';

/** Records of the transaction's university with this number or login, current or prior; a login also without its domain. */
export async function findRecordsByIdentifier(tx: Tx, value: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select distinct i.source_record_id as id
     from directory.identifiers i
     where i.university_id = directory.current_university()
       and i.value_normal = any(array(
         select ? union all select ? || '@' || s.scope from directory.university_scopes s where s.university_id = directory.current_university()))
     order by id limit 25`,
    [normalIdentifier(value), normalIdentifier(value)],
  );
  return rows.map((row) => row.id);
}
