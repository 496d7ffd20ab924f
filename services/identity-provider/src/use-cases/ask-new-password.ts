import type { Db } from '@onecampus/database';
import { uuidv7 } from '@onecampus/runtime';
import { type KeyEncryptionKey, seal } from '@onecampus/tokens';
import { type ForgottenName, passwordRequestPlace } from '../mail/password-request.ts';
import { insertPasswordRequest } from '../store/password-resets.ts';

/** Notes that somebody wants a new password. Nothing is looked up, so the answer takes as long for nobody as for somebody. */
export async function askNewPassword(
  { db, kek }: { readonly db: Db; readonly kek: KeyEncryptionKey },
  asked: ForgottenName,
): Promise<void> {
  const id = uuidv7();
  const { university, name } = asked;
  await insertPasswordRequest(db, id, seal(JSON.stringify({ university, name }), kek, passwordRequestPlace(id)));
}
