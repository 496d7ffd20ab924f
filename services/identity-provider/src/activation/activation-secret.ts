import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { derivationRoot, hashToken, type KeyEncryptionKey } from '@onecampus/tokens';
import { activationCodeFrom, activationCodeOf } from '../rules/activation-code.ts';

/** A fresh code of 64 random bits. */
export function newActivationCode(): string {
  for (;;) {
    const code = activationCodeOf(randomBytes(8));
    if (code !== undefined) return code;
  }
}

/** What is stored of a code: without the key, which the database does not hold, nobody can search for it. */
export function hashActivationCode(kek: KeyEncryptionKey, code: string): string {
  const key = Buffer.from(hkdfSync('sha256', derivationRoot(kek), '', 'activation codes', 32));
  return createHmac('sha256', key).update(code).digest('base64url');
}

/** The stored form of what somebody brought: the token of a link or a code from paper; `undefined` for what is neither. */
export function hashOfSecret(kek: KeyEncryptionKey, brought: string): string | undefined {
  if (/^[A-Za-z0-9_-]{43}$/.test(brought)) return hashToken(brought);
  const code = activationCodeFrom(brought);
  return code === undefined ? undefined : hashActivationCode(kek, code);
}
