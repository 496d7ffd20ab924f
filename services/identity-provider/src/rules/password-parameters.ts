/**
 * Argon2id (RFC 9106) as OWASP's password storage sheet sets its floor: 19 MiB, two passes, one lane.
 * A stored hash carries the parameters it was made with; whoever signs in under older ones is re-hashed under these.
 */
export const passwordParameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Bytes of UTF-8: longer only costs time. How short it may be is said by rules/password-verdict.ts. */
export const password_bytes_max = 1_024;

/** Whether a hash in PHC form was made with the present parameters. */
export function hashIsCurrent(hash: string): boolean {
  const { memoryCost, timeCost, parallelism } = passwordParameters;
  return hash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}

/** The form in which passwords are hashed and compared, so that one keyboard's "é" equals another's (NIST SP 800-63B §3.1.1.2). */
export function normalPassword(password: string): string {
  return password.normalize('NFC');
}
