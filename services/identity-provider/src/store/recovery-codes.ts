import type { Tx } from '@onecampus/database';

/** Puts new codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(tx: Tx, personId: string, hashes: readonly string[]): Promise<void> {
  await tx.raw('delete from identity_provider.recovery_codes where person_id = ?', [personId]);
  await tx.raw(
    `insert into identity_provider.recovery_codes (person_id, code_hash) select ?, unnest(cast(? as text[]))`,
    [personId, [...hashes]] as never,
  );
}

/** Spends a code, in one statement; `true` for the one caller who did. */
export async function spendRecoveryCode(tx: Tx, personId: string, hash: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.recovery_codes set used_at = now()
     where person_id = ? and code_hash = ? and used_at is null`,
    [personId, hash],
  );
  return rowCount === 1;
}

/** Codes are for whoever has another factor; they go with the last of them. */
export async function deleteRecoveryCodes(tx: Tx, personId: string): Promise<void> {
  await tx.raw('delete from identity_provider.recovery_codes where person_id = ?', [personId]);
}
