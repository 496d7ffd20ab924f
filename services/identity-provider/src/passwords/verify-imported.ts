import { createHash, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { verifySync as verifyArgon2 } from '@node-rs/argon2';
import { verifySync as verifyBcrypt } from '@node-rs/bcrypt';
import { readImportedHash } from '../rules/imported-hash.ts';
import { shaCrypt } from './sha-crypt.ts';

/** Whether a password belongs to a hash that another program made. Takes up to a second of one core: for worker threads. */
export function verifyImported(password: string, hash: string): boolean {
  const read = readImportedHash(hash);
  switch (read?.kind) {
    case 'argon2':
      return verifyArgon2(hash, password);
    case 'bcrypt':
      return verifyBcrypt(password, hash);
    case 'sha-crypt':
      return same(Buffer.from(shaCrypt(read.algorithm, password, read.salt, read.rounds)), Buffer.from(read.checksum));
    case 'salted':
      return same(createHash(read.algorithm).update(password, 'utf8').update(read.salt).digest(), read.digest);
    case 'pbkdf2':
      return same(pbkdf2Sync(password, read.salt, read.iterations, read.digest.length, read.algorithm), read.digest);
    default:
      return false;
  }
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
