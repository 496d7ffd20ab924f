import type { Tx } from '@onecampus/database';

/** For a file that speaks only of the people in it: everybody else of the source stays as he is. */
export async function holdAbsent(tx: Tx): Promise<void> {
  await tx.raw(`
    insert into roll_held
    select s.source_key from directory.source_records s
    where s.source_id = (select source_id from roll) and not exists (select from roll_rows f where f.source_key = s.source_key)
    on conflict do nothing`);
}

/** For a file that speaks only of what changed: what it does not say of the people in it stays as it is, too. */
export async function holdPresent(tx: Tx): Promise<void> {
  await tx.raw('insert into roll_held select distinct source_key from roll_rows on conflict do nothing');
}
