import { createHash } from 'node:crypto';

/**
 * SHA-256 of a bearer value, base64url without padding (43 characters): the only form in which one is stored.
 *
 * For values with at least 256 random bits only. Such a value cannot be guessed, so an unsalted fast hash is enough;
 * anything a person chose (a password, a PIN) belongs in Argon2id instead.
 */
export function hashToken(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('base64url');
}
