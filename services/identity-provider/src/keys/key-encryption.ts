import type { Db } from '@onecampus/database';
import type { KeyEncryptionRing } from '@onecampus/tokens';

/** What one instance needs to know which of its key-encryption keys seals, and to say which it has. */
export type KeyEncryption = {
  readonly db: Db;
  readonly ring: KeyEncryptionRing;
  readonly instanceId: string;
};

/** An instance that has not been heard from for so long is not waited for. */
export const holder_seconds = 60;
/** For so long something sealed is out of our reach: in a browser's cookie, or in the short-lived store. */
export const sealed_outside_seconds = 3_600;
