import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Kept, readKept, writeKept } from '@onecampus/audit-chain';
import { isDomainError } from '@onecampus/errors';
import { CommandFailure } from '../command-failure.ts';

/** The file in which a university keeps the keys it trusts and the checkpoints it saw. A file that is not there is empty. */
export async function readKeptFile(file: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CommandFailure('usage', `${file} cannot be read.`);
  });
  if (text === undefined) return { keys: [], checkpoints: [] };
  try {
    return readKept(text);
  } catch (error) {
    if (isDomainError(error)) throw new CommandFailure('refused', `${file}: ${error.message}`);
    throw error;
  }
}

/** Written beside and renamed: what was kept is never lost half-way. */
export async function saveKeptFile(file: string, kept: Kept): Promise<void> {
  await writeFile(`${file}.new`, writeKept(kept));
  await rename(`${file}.new`, file);
}
