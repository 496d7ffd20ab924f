import type { Tx } from '@onecampus/database';

/** Takes the words out of the disputes about a record; that there was one stays. */
export async function eraseDisputes(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.raw(
    `update registrar.disputes set said = null, answer = null, erased_at = now()
     where source_record_id = any(?::uuid[]) and erased_at is null`,
    [[...recordIds]] as never,
  );
}
