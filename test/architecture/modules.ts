import { globSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

export const root: string = path.resolve(import.meta.dirname, '../..');

export interface Import {
  /** As it is written: `./x.ts`, `@onecampus/errors`, `node:fs`. */
  readonly specifier: string;
  /** Path from the root of the module that it means, where it is one of ours. */
  readonly target: string | undefined;
  /** `import type`, or every name in it marked `type`. */
  readonly typeOnly: boolean;
  /** What it takes that is not a type; `*` where that cannot be said. */
  readonly values: readonly string[];
}

export interface Module {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** The code without its comments. */
  readonly code: string;
  readonly lines: number;
}

const skipped = new Set(['node_modules', '.data', '.git', 'rivals']);

/** Every file of the folders below the root, as paths from it. */
export async function filesBelow(...folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) await walk(name);
      } else found.push(name);
    }
  };
  for (const folder of folders) await walk(folder);
  return found.sort();
}

/** Every TypeScript module of packages, services, infra and test with what it imports. */
export async function readModules(): Promise<Module[]> {
  const files = (await filesBelow('packages', 'services', 'infra', 'test')).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  return Promise.all(files.map(async (file) => parseModule(file, await readFile(path.join(root, file), 'utf8'))));
}

export function parseModule(file: string, source: string): Module {
  const parsed = parseSync(file, source);
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]!.message}`);
  const code = parsed.comments.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    source,
  );
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, values: readonly string[] = ['*']) =>
    imports.push({ specifier, target: targetOf(file, specifier), typeOnly, values });
  for (const { moduleRequest, entries } of parsed.module.staticImports) {
    const values = entries.filter((entry) => !entry.isType).map((entry) => entry.importName.name ?? '*');
    const typeOnly = entries.length > 0 && values.length === 0;
    add(moduleRequest.value, typeOnly, entries.length === 0 ? ['*'] : values);
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const entry of entries) if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType);
  }
  for (const [, specifier = ''] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) add(specifier, false);
  return { path: file, imports, code, lines: source.split('\n').length };
}

function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier);
  if (!specifier.startsWith('@onecampus/')) return undefined;
  const [scope, name, ...inside] = specifier.split('/');
  packages ??= readPackages();
  const found = packages.get(`${scope}/${name}`);
  const exported = found && exportOf(found.exports, ['.', ...inside].join('/'));
  return found && exported ? path.posix.join(found.folder, exported) : undefined;
}

/** The file of a subpath, where one `*` in a pattern stands for anything (Node.js, subpath patterns). */
function exportOf(exports: Readonly<Record<string, string>>, subpath: string): string | undefined {
  for (const [pattern, file] of Object.entries(exports)) {
    const [before = '', after] = pattern.split('*');
    if (pattern === subpath) return file;
    if (after !== undefined && subpath.startsWith(before) && subpath.endsWith(after))
      return file.replace('*', subpath.slice(before.length, subpath.length - after.length));
  }
  return undefined;
}

interface Package {
  readonly folder: string;
  readonly exports: Readonly<Record<string, string>>;
}

let packages: Map<string, Package> | undefined;

/** Our packages by name, with what they export. */
function readPackages(): Map<string, Package> {
  const files = globSync('{packages,services,infra,infra/samples}/*/package.json', { cwd: root });
  return new Map(
    files.map((file) => {
      const { name, exports = {} } = JSON.parse(readFileSync(path.join(root, file), 'utf8')) as {
        name: string;
        exports?: Record<string, string>;
      };
      return [name, { folder: path.dirname(file), exports }];
    }),
  );
}
