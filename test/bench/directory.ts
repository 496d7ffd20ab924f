import type { BenchRow } from './bench-row.ts';
import { benchDirectoryFeed } from './directory-feed.ts';
import { benchDirectoryImport } from './directory-import.ts';
import { benchDirectorySearch } from './directory-search.ts';

/** The directory: rolls coming in, people looked for. */
export async function benchDirectory(): Promise<BenchRow[]> {
  return [...(await benchDirectoryFeed()), ...(await benchDirectoryImport()), ...(await benchDirectorySearch())];
}
