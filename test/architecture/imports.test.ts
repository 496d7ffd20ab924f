import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importRules } from './import-rules.ts';
import { filesBelow, type Module, readModules, root } from './modules.ts';
import {
  cycles,
  deadImports,
  deadLinks,
  indexFaults,
  lengthFaults,
  namelessFolderFaults,
  topLevelFaults,
} from './tree-rules.ts';

const exists = (file: string) => existsSync(path.join(root, file));

/** Holds the tree to docs/explanation/architecture.md. That each rule can fail is shown in rules.test.ts. */
describe('architecture', () => {
  let modules: Module[];
  let files: string[];
  beforeAll(async () => {
    modules = await readModules();
    files = await filesBelow('packages', 'services', 'infra', 'test', 'docs');
  });

  it.each(Object.entries(importRules))('%s', (_, rule) => {
    expect(modules.flatMap(rule)).toEqual([]);
  });

  it('has no cycles', () => expect(cycles(modules)).toEqual([]));

  it('imports nothing that is not there', () => expect(deadImports(modules, exists)).toEqual([]));

  it('has no folder whose name says nothing', () => expect(namelessFolderFaults(files)).toEqual([]));

  it('has one index.ts per package, with every name written out', () => expect(indexFaults(modules)).toEqual([]));

  it('has no file that is too long to read at once', () => expect(lengthFaults(modules)).toEqual([]));

  it('has nothing at its root but what belongs there', async () => {
    expect(topLevelFaults(await readdir(root))).toEqual([]);
  });

  it('introduces every package and service with a README', () => {
    const owners = files
      .filter((file) => /^(packages|services)\/[\w-]+\/package\.json$/.test(file))
      .map((file) => path.posix.dirname(file));
    expect(owners.filter((owner) => !exists(`${owner}/README.md`))).toEqual([]);
  });

  it('has no dead link in its documents', async () => {
    const pages = [...files, 'README.md'].filter((file) => file.endsWith('.md') && exists(file));
    const faults = await Promise.all(
      pages.map(async (page) => deadLinks(page, await readFile(path.join(root, page), 'utf8'), exists)),
    );
    expect(faults.flat()).toEqual([]);
  });
});
