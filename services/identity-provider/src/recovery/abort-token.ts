import { createHmac, hkdfSync } from 'node:crypto';
import { constantTimeEqual, derivationRoot, type KeyEncryptionKey } from '@onecampus/tokens';

/**
 * What stops a recovery without signing in. It follows from the recovery's id under a key that the database does not hold:
 * every letter can carry it, and nothing that stops or starts anything is stored.
 */
export function abortToken(kek: KeyEncryptionKey, recoveryId: string): string {
  const key = Buffer.from(hkdfSync('sha256', derivationRoot(kek), '', 'recovery abort', 32));
  return createHmac('sha256', key).update(recoveryId).digest('base64url');
}

export function abortLink(issuer: string, kek: KeyEncryptionKey, recoveryId: string): string {
  return `${issuer}/recover/stop?${new URLSearchParams({ id: recoveryId, token: abortToken(kek, recoveryId) })}`;
}

export function isAbortToken(kek: KeyEncryptionKey, recoveryId: string, token: string): boolean {
  return constantTimeEqual(token, abortToken(kek, recoveryId));
}
