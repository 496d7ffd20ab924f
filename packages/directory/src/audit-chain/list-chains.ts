import { consortiumChain } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';

/**
 * Every chain that the trail has entries for. Read from the trail and not from the list of universities: an entry under an
 * id that no university has must not escape. The index is walked from one id to the next, not from row to row.
 */
export async function listChains(tx: Tx): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with recursive ids as (
       (select university_id as id from directory.audit_trail where university_id is not null order by university_id limit 1)
       union all
       select (select a.university_id from directory.audit_trail a where a.university_id > ids.id order by a.university_id limit 1)
       from ids where ids.id is not null
     )
     select id::text as id from ids where id is not null`,
  );
  return [consortiumChain, ...rows.map((row) => row.id)];
}
