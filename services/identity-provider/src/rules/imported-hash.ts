/** A hash of a password as other programs keep it, taken apart. */
export type ImportedHash =
  | { readonly kind: 'argon2' | 'bcrypt' }
  | { readonly kind: 'sha-crypt'; readonly algorithm: 'sha256' | 'sha512'; readonly rounds: number | undefined; readonly salt: string; readonly checksum: string } // biome-ignore format: one kind, one line
  | { readonly kind: 'salted'; readonly algorithm: 'sha1' | 'sha256' | 'sha512'; readonly digest: Buffer; readonly salt: Buffer } // biome-ignore format: one kind, one line
  | { readonly kind: 'pbkdf2'; readonly algorithm: 'sha1' | 'sha256' | 'sha512'; readonly iterations: number; readonly salt: Buffer; readonly digest: Buffer }; // biome-ignore format: one kind, one line

/** Dearer ones would be a way of stopping everybody else's sign-in. */
const bcrypt_cost_max = 14;
const rounds_max = 1_000_000;
/**
 * Argon2 holds this much for each thread that hashes: 128 MiB, more than Django (100), passlib and Laravel (64) ask for by
 * themselves. Passes are bounded together with it, for the time is that of both: about half a second of one core.
 */
const argon2_memory_kib_max = 131_072;
const argon2_work_kib_max = 4 * argon2_memory_kib_max;
const argon2_lanes_max = 16;

/**
 * Reads a hash in the form in which directories, Moodle, Django, passlib and OpenLDAP export it; `undefined` for what is none,
 * for plain digests without a salt, and for costs beyond all measure.
 */
export function readImportedHash(text: string): ImportedHash | undefined {
  const argon2 =
    /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,7}),t=(\d{1,4}),p=(\d{1,3})\$([\w+/]{11,86})\$([\w+/]{16,86})$/.exec(text);
  if (argon2) {
    const [memory_kib, passes, lanes] = argon2.slice(1, 4).map(Number) as [number, number, number];
    const isWritten = argon2.slice(4).every(isBase64);
    return isWritten && isBearable(memory_kib, passes, lanes) ? { kind: 'argon2' } : undefined;
  }
  const bcrypt = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(text);
  if (bcrypt) return Number(bcrypt[1]) <= bcrypt_cost_max ? { kind: 'bcrypt' } : undefined;
  return readShaCrypt(text) ?? readSalted(text) ?? readPbkdf2(text);
}

/** Base64 without padding as it is written (RFC 4648 §3.5): a hash whose last letter says more than it may can be read by nobody. */
function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64').replaceAll('=', '') === text;
}

/** Whether Argon2 with these parameters leaves the pool to others; below eight blocks for each lane it is none (RFC 9106 §3.1). */
function isBearable(memory_kib: number, passes: number, lanes: number): boolean {
  const exists = passes >= 1 && lanes >= 1 && memory_kib >= 8 * lanes;
  const bearable = memory_kib <= argon2_memory_kib_max && memory_kib * passes <= argon2_work_kib_max;
  return exists && bearable && lanes <= argon2_lanes_max;
}

/** `$6$rounds=10000$salt$checksum`, as Moodle and Linux write it. */
function readShaCrypt(text: string): ImportedHash | undefined {
  const found = /^\$([56])\$(?:rounds=(\d{1,9})\$)?([!-#%-~]{1,16})\$([./A-Za-z0-9]{43}|[./A-Za-z0-9]{86})$/.exec(text);
  if (!found) return undefined;
  const [, id, rounds, salt, checksum] = found;
  if (Number(rounds ?? 0) > rounds_max || (checksum!.length === 86) !== (id === '6')) return undefined;
  return {
    kind: 'sha-crypt',
    algorithm: id === '6' ? 'sha512' : 'sha256',
    rounds: rounds === undefined ? undefined : Number(rounds),
    salt: salt!,
    checksum: checksum!,
  };
}

const digest_bytes = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** `{SSHA}base64(digest, salt)`, as LDAP directories write it. */
function readSalted(text: string): ImportedHash | undefined {
  const found = /^\{SSHA(256|512)?\}([A-Za-z0-9+/]+={0,2})$/.exec(text);
  if (!found) return undefined;
  const algorithm = found[1] === undefined ? 'sha1' : found[1] === '256' ? 'sha256' : 'sha512';
  const bytes = Buffer.from(found[2]!, 'base64');
  const at = digest_bytes[algorithm];
  return bytes.length > at
    ? { kind: 'salted', algorithm, digest: bytes.subarray(0, at), salt: bytes.subarray(at) }
    : undefined;
}

/** passlib's `$pbkdf2-sha256$rounds$salt$digest`, OpenLDAP's `{PBKDF2-SHA256}rounds$salt$digest`, Django's `pbkdf2_sha256$rounds$salt$digest`. */
function readPbkdf2(text: string): ImportedHash | undefined {
  const found =
    /^(?:\$pbkdf2(?:-(sha256|sha512))?\$|\{PBKDF2(?:-(SHA256|SHA512|SHA1))?\}|pbkdf2_(sha256|sha1)\$)(\d{1,7})\$([!-#%-~]{1,200})\$([A-Za-z0-9+/.]{20,100}={0,2})$/.exec(
      text,
    );
  if (!found) return undefined;
  const [, passlib, ldap, django, rounds, salt, digest] = found;
  const iterations = Number(rounds);
  if (iterations < 1 || iterations > rounds_max) return undefined;
  return {
    kind: 'pbkdf2',
    algorithm: (passlib ?? ldap?.toLowerCase() ?? django ?? 'sha1') as 'sha1' | 'sha256' | 'sha512',
    iterations,
    salt: django === undefined ? fromPasslib(salt!) : Buffer.from(salt!, 'utf8'),
    digest: fromPasslib(digest!),
  };
}

/** Base64 with a dot in the place of the plus, and without padding. */
function fromPasslib(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+'), 'base64');
}
