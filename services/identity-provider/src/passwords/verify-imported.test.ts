import { createHash, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashSync } from '@node-rs/argon2';
import { readImportedHash } from '../rules/imported-hash.ts';
import { verifyImported } from './verify-imported.ts';

const ssha = (algorithm: string, password: string) =>
  Buffer.concat([createHash(algorithm).update(password).update('соль').digest(), Buffer.from('соль')]).toString(
    'base64',
  );
const passlib = (bytes: Buffer) => bytes.toString('base64').replaceAll('+', '.').replaceAll('=', '');

const argon2Rest = 'c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g';
const argon2 = (memoryCost: number, timeCost: number, parallelism: number) =>
  hashSync('пароль', { algorithm: 2, memoryCost, timeCost, parallelism });

/** Where a hash has an author, he is named; the others are made by node:crypto. */
const table: readonly [name: string, password: string, hash: string][] = [
  // As `openssl passwd` writes them.
  ['sha512-crypt', 'Hello world!', '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1'], // biome-ignore format: a table
  ['sha512-crypt with rounds', 'Hello world!', '$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.'], // biome-ignore format: a table
  ['sha256-crypt', 'Hello world!', '$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5'],
  ['sha256-crypt with rounds', 'Hello world!', '$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA'], // biome-ignore format: a table
  // The bcrypt test vector of OpenBSD's jBCrypt.
  ['bcrypt', 'abc', '$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i'],
  ['SSHA', 'пароль из каталога', `{SSHA}${ssha('sha1', 'пароль из каталога')}`],
  ['SSHA256', 'пароль', `{SSHA256}${ssha('sha256', 'пароль')}`],
  ['SSHA512', 'пароль', `{SSHA512}${ssha('sha512', 'пароль')}`],
  ['pbkdf2 of passlib', 'пароль', `$pbkdf2-sha256$600$${passlib(Buffer.from('соль'))}$${passlib(pbkdf2Sync('пароль', 'соль', 600, 32, 'sha256'))}`], // biome-ignore format: a table
  ['pbkdf2 of OpenLDAP', 'пароль', `{PBKDF2-SHA512}600$${passlib(Buffer.from('соль'))}$${passlib(pbkdf2Sync('пароль', 'соль', 600, 64, 'sha512'))}`], // biome-ignore format: a table
  ['pbkdf2 of Django', 'пароль', `pbkdf2_sha256$600$saltsalt$${pbkdf2Sync('пароль', 'saltsalt', 600, 32, 'sha256').toString('base64')}`], // biome-ignore format: a table
  ['Argon2 as passlib and Laravel make it', 'пароль', argon2(65_536, 3, 4)],
  ['Argon2 as Django makes it', 'пароль', argon2(102_400, 2, 8)],
];

describe('hashes of other programs', () => {
  it.each(table)('%s', (_name, password, hash) => {
    expect(verifyImported(password, hash)).toBe(true);
    expect(verifyImported(`${password} `, hash)).toBe(false);
    expect(verifyImported('', hash)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['plain text', 'пароль'],
    ['a digest without a salt', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ['an LDAP digest without a salt', `{SSHA}${createHash('sha1').update('x').digest('base64')}`],
    ['MD5-crypt', '$1$abcdefgh$irWbblnpmw.5z7wgBnprh0'],
    ['bcrypt beyond measure', '$2a$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i'],
    ['SHA-crypt beyond measure', `$6$rounds=99999999$salt$${'a'.repeat(86)}`],
    ['Argon2 that takes a gigabyte', `$argon2id$v=19$m=1048576,t=1,p=1$${argon2Rest}`],
    ['Argon2 that takes a gigabyte less a little', `$argon2id$v=19$m=999999,t=1,p=1$${argon2Rest}`],
    ['Argon2 of many passes', `$argon2id$v=19$m=131072,t=5,p=1$${argon2Rest}`],
    ['Argon2 of many passes over little', `$argon2id$v=19$m=1024,t=9999,p=1$${argon2Rest}`],
    ['Argon2 of many lanes', `$argon2id$v=19$m=65536,t=1,p=64$${argon2Rest}`],
    ['Argon2 whose digest nobody can read', `$argon2id$v=19$m=1024,t=1,p=1$c2FsdHNhbHQ$${'a'.repeat(43)}`],
    ['Argon2 without a pass', `$argon2id$v=19$m=65536,t=0,p=1$${argon2Rest}`],
    ['PBKDF2 beyond measure', `$pbkdf2-sha256$9999999$c2FsdA$${'a'.repeat(43)}`],
  ])('do not take %s', (_name, hash) => {
    expect(readImportedHash(hash)).toBeUndefined();
    expect(verifyImported('пароль', hash)).toBe(false);
  });
});
