import type { Tx } from '@onecampus/database';

/** Binds the printed bar code to its card. A key that was ever bound is refused (`credential_never_reused`). */
export async function insertBarcodeCredential(
  tx: Tx,
  credential: { id: string; cardId: string; number: string },
): Promise<void> {
  await tx.raw(`insert into directory.credentials (id, card_id, kind, lookup_key) values (?, ?, 'barcode', ?)`, [
    credential.id,
    credential.cardId,
    credential.number,
  ]);
}

/** Ends every credential of a card for ever. */
export async function killCredentials(tx: Tx, cardId: string): Promise<void> {
  await tx.raw(
    `update directory.credentials set state = 'dead', died_at = now() where card_id = ? and state = 'active'`,
    [cardId],
  );
}
