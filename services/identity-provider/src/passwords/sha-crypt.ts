import { createHash } from 'node:crypto';

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const rounds_default = 5_000;
const rounds_min = 1_000;

/** In which order the bytes of the digest are written, three to four letters (Drepper, "Unix crypt using SHA-256/512"). */
const orders = {
  sha256: [0, 10, 20, 21, 1, 11, 12, 22, 2, 3, 13, 23, 24, 4, 14, 15, 25, 5, 6, 16, 26, 27, 7, 17, 18, 28, 8, 9, 19, 29, -1, 31, 30], // biome-ignore format: a table
  sha512: [0, 21, 42, 22, 43, 1, 44, 2, 23, 3, 24, 45, 25, 46, 4, 47, 5, 26, 6, 27, 48, 28, 49, 7, 50, 8, 29, 9, 30, 51, 31, 52, 10, 53, 11, 32, 12, 33, 54, 34, 55, 13, 56, 14, 35, 15, 36, 57, 37, 58, 16, 59, 17, 38, 18, 39, 60, 40, 61, 19, 62, 20, 41, -1, -1, 63], // biome-ignore format: a table
} as const;

/** The checksum of `$5$` (SHA-256) and `$6$` (SHA-512) hashes, as crypt(3) writes it after the last dollar. */
export function shaCrypt(
  algorithm: 'sha256' | 'sha512',
  secret: string,
  salt: string,
  rounds: number = rounds_default,
): string {
  const password = Buffer.from(secret, 'utf8');
  const salted = Buffer.from(salt, 'utf8');
  const hash = (...parts: readonly Buffer[]) => createHash(algorithm).update(Buffer.concat(parts)).digest();

  const alternate = hash(password, salted, password);
  const start: Buffer[] = [password, salted, stretched(alternate, password.length)];
  for (let bits = password.length; bits > 0; bits >>= 1) start.push(bits & 1 ? alternate : password);
  let digest = hash(...start);

  const p = stretched(hash(...Array.from({ length: password.length }, () => password)), password.length);
  const s = stretched(hash(...Array.from({ length: 16 + digest[0]! }, () => salted)), salted.length);
  for (let round = 0; round < Math.max(rounds_min, rounds); round += 1) {
    const odd = round % 2 === 1;
    const parts = [odd ? p : digest];
    if (round % 3 !== 0) parts.push(s);
    if (round % 7 !== 0) parts.push(p);
    parts.push(odd ? digest : p);
    digest = hash(...parts);
  }
  return written(digest, orders[algorithm]);
}

function stretched(digest: Buffer, length: number): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(length / digest.length) }, () => digest)).subarray(0, length);
}

function written(digest: Buffer, order: readonly number[]): string {
  let text = '';
  for (let at = 0; at < order.length; at += 3) {
    const three = order.slice(at, at + 3);
    let value = three.reduce((sum, index) => (sum << 8) | (index < 0 ? 0 : digest[index]!), 0);
    const letters = three.filter((index) => index >= 0).length + 1;
    for (let letter = 0; letter < letters; letter += 1) {
      text += alphabet[value & 0x3f];
      value >>= 6;
    }
  }
  return text;
}
