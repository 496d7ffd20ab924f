import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { derivationRoot, type KeyEncryptionKey } from '@onecampus/tokens';

export const recovery_codes_count = 10;
const letters_in_code = 10;
/** Crockford's base 32: nothing in it is taken for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes of fifty random bits each, as people read them: `7K2QD-9XW4M`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recovery_codes_count }, () => {
    const letters = [...randomBytes(letters_in_code)].map((byte) => alphabet[byte % alphabet.length]).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });
}

/** What is stored of a code: without the key, which the database does not hold, nobody can search for it. */
export function hashRecoveryCode(kek: KeyEncryptionKey, personId: string, code: string): string {
  const key = Buffer.from(hkdfSync('sha256', derivationRoot(kek), '', 'recovery codes', 32));
  return createHmac('sha256', key)
    .update(`${personId}:${normalCode(code)}`)
    .digest('base64url');
}

/** Whether this could be a recovery code rather than a code by the clock. */
export function looksLikeRecoveryCode(text: string): boolean {
  const code = normalCode(text);
  return code.length === letters_in_code && [...code].every((letter) => alphabet.includes(letter));
}

/** As Crockford reads what people wrote: O is 0, I and L are 1, dashes and blanks are nothing. */
function normalCode(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
