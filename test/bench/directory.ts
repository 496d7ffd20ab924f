import type { BenchRow } from './bench-row.ts';
import { benchDirectoryFeed } from './directory-feed.ts';
import { benchDirectoryImport } from './directory-import.ts';
import { benchDirectoryScim } from './directory-scim.ts';
import { benchDirectorySearch } from './directory-search.ts';

/** The directory: its feed, rolls coming in, people looked for, SCIM. */
export async function benchDirectory(): Promise<BenchRow[]> {
  return [
    ...(await benchDirectoryFeed()),
    ...(await benchDirectoryImport()),
    ...(await benchDirectorySearch()),
    ...(await benchDirectoryScim()),
  ];
}
