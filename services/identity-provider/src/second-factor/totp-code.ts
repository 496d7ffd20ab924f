import { Secret, TOTP } from 'otpauth';

/** What every authenticator app reads: SHA-1, six digits, thirty seconds (RFC 6238 §4). */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secret_bytes = 20;
/**
 * A step for people who type slowly and phones that are off by some seconds (§5.2), and one more because our own clock may
 * be off by most of a minute. Five codes of a million are right at a time; wrong ones are counted (tries.ts).
 */
const steps_aside = 2;

/** Where the secret of an account is stored; sealed with it, so that it does not open in another row. */
export const totpPlace = (personId: string) => `identity_provider.totp:${personId}`;

/** A new secret in base32, the form in which people copy it. */
export function newTotpSecret(): string {
  return new Secret({ size: secret_bytes }).base32;
}

/** `otpauth://…`, what the QR code holds. */
export function totpAddress(secret: string, issuer: string, login: string): string {
  return new TOTP({ ...parameters, issuer, label: login, secret: Secret.fromBase32(secret) }).toString();
}

/** The step of thirty seconds since 1970 that a code belongs to; `undefined` for a wrong one. Compares in constant time. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const token = code.replaceAll(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.getTime();
  const totp = new TOTP({ ...parameters, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token, timestamp, window: steps_aside });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}
