import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { listUniversities } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { listSources } from '../use-cases/list-sources.ts';
import type { WatchedFolder } from './folder.ts';

/**
 * The folders below the root that carry the names of a university and of one of its sources, in either way of composing
 * letters (a Mac writes «й» as two). Folders without a source are told apart, so that a misspelt name is noticed.
 */
export async function findFolders(
  registry: Registry,
  root: string,
): Promise<{ folders: WatchedFolder[]; strangers: string[] }> {
  const universities = await listUniversities(registry.db);
  const { sources } = await listSources(
    registry,
    universities.map(({ id }) => id),
  );
  const folders: WatchedFolder[] = [];
  const strangers: string[] = [];
  for (const slug of await foldersIn(root)) {
    const university = universities.find((one) => one.slug === slug);
    if (!university) {
      strangers.push(slug);
      continue;
    }
    for (const name of await foldersIn(path.join(root, slug))) {
      const source = sources.find(
        (one) => one.universityId === university.id && one.label.normalize() === name.normalize(),
      );
      if (source) folders.push({ path: path.join(root, slug, name), university, source });
      else strangers.push(`${slug}/${name}`);
    }
  }
  return { folders, strangers };
}

async function foldersIn(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
}
