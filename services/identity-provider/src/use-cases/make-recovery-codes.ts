import { type Db, transaction } from '@onecampus/database';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { recoveryCodesMade } from '../events/factors.ts';
import { hashRecoveryCode, newRecoveryCodes } from '../second-factor/recovery-code.ts';
import { replaceRecoveryCodes } from '../store/recovery-codes.ts';

/** Ten new codes in the place of all earlier ones. They are shown now and never again: only hashes are kept. */
export async function makeRecoveryCodes(
  { db, kek }: { readonly db: Db; readonly kek: KeyEncryptionKey },
  personId: string,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  await transaction(db, async (tx) => {
    await replaceRecoveryCodes(
      tx,
      personId,
      codes.map((code) => hashRecoveryCode(kek, personId, code)),
    );
    await recoveryCodesMade(tx, { personId });
  });
  return codes;
}
