import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { referencePages } from './pages.ts';

export interface Outcome {
  readonly ok: boolean;
  readonly said: string;
}

export const referenceFolder: string = path.resolve(import.meta.dirname, '../../../docs/reference');

/** Compares the pages of docs/reference with what the code says now. */
export async function referencePagesAreFresh(): Promise<Outcome> {
  const pages = await referencePages();
  const faults: string[] = [];
  for (const [name, text] of pages) {
    const written = await readFile(path.join(referenceFolder, name), 'utf8').catch(() => undefined);
    if (written === undefined) faults.push(`docs/reference/${name} is missing`);
    else if (written !== text) faults.push(`docs/reference/${name} is out of date`);
  }
  for (const name of await filesOf(referenceFolder)) {
    if (!pages.has(name)) faults.push(`docs/reference/${name} is made by nothing`);
  }
  if (faults.length > 0) faults.push('Write them anew with: node infra/checks/generate.ts');
  return { ok: faults.length === 0, said: faults.join('\n') };
}

export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
