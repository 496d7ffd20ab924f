import type { Tx } from '@onecampus/database';
import { announceErasure } from '../erasure/announce-erasure.ts';
import { closePeople } from '../erasure/close-people.ts';

/**
 * Of two people who were just parted, erases the one of whom nothing is left: what was said of him was erased while they were
 * one, and he would be there without a name. Whoever never had a record stays as he is.
 */
export async function closeEmptied(
  tx: Tx,
  parted: { readonly holderId: string; readonly returningId: string; readonly movedRecords: readonly string[] },
  by: string,
): Promise<void> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select p.id from directory.people p
     where p.id in (?, ?)
       and not exists (select from directory.source_records r where r.person_id = p.id and r.erased_at is null)
       and exists (select from directory.source_records r
                   where r.erased_at is not null and (r.person_id = p.id and r.id <> all(?::uuid[]) or p.id = ? and r.id = any(?::uuid[])))`,
    [
      parted.holderId,
      parted.returningId,
      [...parted.movedRecords],
      parted.returningId,
      [...parted.movedRecords],
    ] as never,
  );
  if (rows.length === 0) return;
  const erased = await closePeople(
    tx,
    rows.map(({ id }) => id),
    by,
  );
  await announceErasure(tx, [], erased);
}
