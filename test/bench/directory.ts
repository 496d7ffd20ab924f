import type { BenchRow } from './bench-row.ts';
import { benchDirectoryImport } from './directory-import.ts';

/** The directory: rolls coming in. */
export async function benchDirectory(): Promise<BenchRow[]> {
  return [...(await benchDirectoryImport())];
}
