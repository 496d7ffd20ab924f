import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';

/**
 * Holds the records that the roll is about to change, so that their people are not merged or parted in the middle of it, in
 * the order in which a merge takes them. Where that happened between the comparison and now, nothing is written and
 * `row.duplicate` asks to compare again.
 */
export async function holdRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    select s.id from directory.source_records s
    where s.id in (
      select r.record_id from roll_records r join roll_people p using (source_key)
      where not r.is_new and (p.data_changes or p.affiliations_change)
      union
      select b.source_record_id from roll_beliefs b where b.fate <> 'keep')
    order by s.id for key share`);
  const { rows } = await tx.raw<{ rows: { moved: boolean }[] }>(`
    select exists (
      select from roll_records r join roll_people p using (source_key)
      join directory.source_records s on s.id = r.record_id
      where not r.is_new and (p.data_changes or p.affiliations_change) and s.person_id <> r.person_before) or exists (
      select from roll_beliefs b join directory.source_records s on s.id = b.source_record_id
      where b.fate <> 'keep' and s.person_id <> b.person_id) as moved`);
  if (rows[0]!.moved)
    throw new DomainError('row.duplicate', 'People of the roll were merged or parted at the same moment.');
}
