import type { Db } from '@onecampus/database';
import type { Clock } from '@onecampus/runtime';
import type { KeyEncryptionKey, RotationTimes } from '@onecampus/tokens';

/** What is needed to look after the signing keys. */
export type KeyTending = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly times: RotationTimes;
};

export const keyAlgorithms = ['RS256', 'ES256', 'EdDSA'] as const;

/** Applications that have not been heard from for so long do not hold a rotation up. */
export const holder_days = 30;
