import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type AuditKey, auditKey } from '@onecampus/audit-chain';
import { CommandFailure } from '../command-failure.ts';

/** A witness key: its secret seed of 32 bytes in base64url, alone in a file that only its owner reads. */
export async function readKeyFile(file: string): Promise<AuditKey> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandFailure('usage', `${file} cannot be read. "campus audit witness-key ${file}" makes a key.`);
  });
  const seed = Buffer.from(text.trim(), 'base64url');
  if (seed.length !== 32) throw new CommandFailure('usage', `${file} is no witness key: 32 bytes in base64url.`);
  return auditKey(seed);
}

/** Draws a key into a new file; a file that exists is read and never written over. */
export async function makeKeyFile(file: string): Promise<AuditKey> {
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKeyFile(file);
}
