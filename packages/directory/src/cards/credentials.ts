import type { Db, Tx } from '@onecampus/database';

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

/**
 * Puts a bar code that a university's library gave out long ago on its reader's card. `row.duplicate` with constraint
 * `one_live_old_barcode` where it stands on a card already, `row.refused` with `old_barcode_shape` for what is none.
 */
export async function insertOldBarcode(
  tx: Tx,
  credential: { id: string; cardId: string; universityId: string; value: string },
): Promise<void> {
  await tx.raw(
    `insert into directory.credentials (id, card_id, kind, university_id, lookup_key) values (?, ?, 'old_barcode', ?, ?)`,
    [credential.id, credential.cardId, credential.universityId, credential.value],
  );
}

/** Who carries an old bar code of a university, today. */
export async function findHolderOfOldBarcode(db: Db, universityId: string, value: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select directory.canonical_person(c.person_id) as "personId"
     from directory.credentials k join directory.cards c on c.id = k.card_id
     where k.kind = 'old_barcode' and k.university_id = ? and k.lookup_key = ? and k.state = 'active'`,
    [universityId, value],
  );
  return rows[0]?.personId;
}

/** Ends every credential of a card for ever. */
export async function killCredentials(tx: Tx, cardId: string): Promise<void> {
  await tx.raw(
    `update directory.credentials set state = 'dead', died_at = now() where card_id = ? and state = 'active'`,
    [cardId],
  );
}
