import path from 'node:path';
import type { Module } from './modules.ts';

/** Cycles of imports, `import type` included: what cannot be read in order cannot be understood in parts. */
export function cycles(modules: readonly Module[]): string[] {
  const known = new Map(modules.map((module) => [module.path, module]));
  const state = new Map<string, 'open' | 'done'>();
  const faults: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      faults.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const { target } of known.get(file)!.imports) {
      if (target !== undefined && known.has(target)) visit(target, [...trail, file]);
    }
    state.set(file, 'done');
  };
  for (const file of known.keys()) visit(file, []);
  return faults;
}

/** Relative imports and imports of our packages that lead nowhere. */
export function deadImports(modules: readonly Module[], exists: (file: string) => boolean): string[] {
  return modules.flatMap((module) =>
    module.imports
      .filter(({ specifier, target }) =>
        target === undefined ? specifier.startsWith('@onecampus/') : !exists(target) && target.endsWith('.ts'),
      )
      .map(({ specifier }) => `${module.path} imports ${specifier}, which is not there`),
  );
}

const namelessFolders = new Set([
  'utils',
  'util',
  'common',
  'shared',
  'core',
  'helpers',
  'helper',
  'types',
  'misc',
  'lib',
]);

/** Folders whose name says nothing of what is in them. */
export function namelessFolderFaults(files: readonly string[]): string[] {
  return files.filter((file) =>
    path.posix
      .dirname(file)
      .split('/')
      .some((part) => namelessFolders.has(part)),
  );
}

/** One index.ts per package with every name written out; none inside a service. */
export function indexFaults(modules: readonly Module[]): string[] {
  return modules
    .filter((module) => path.posix.basename(module.path) === 'index.ts')
    .flatMap((module) => {
      if (module.path.startsWith('services/')) return [`${module.path}: no index.ts inside a service`];
      if (!/^(packages\/[\w-]+|infra\/[\w-]+|infra\/samples\/[\w-]+)\/src\/index\.ts$/.test(module.path)) {
        return [`${module.path}: the one index.ts of a package is src/index.ts`];
      }
      return /\bexport\s*(type\s*)?\*/.test(module.code) ? [`${module.path}: write every name out`] : [];
    });
}

/** Longer files, each with the reason why it is one idea. */
const longFiles: Readonly<Record<string, string>> = {};
const lines_max = 300;

export function lengthFaults(modules: readonly Module[]): string[] {
  return modules
    .filter((module) => module.lines > lines_max && !(module.path in longFiles))
    .map((module) => `${module.path} has ${module.lines} lines; ${lines_max} is the most`);
}

const topLevel = new Set([
  'services',
  'packages',
  'infra',
  'docs',
  'test',
  'package.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'README.md',
  'LICENSE',
]);

/** What stands at the root but does not belong there; dotfiles and node_modules are the tools'. */
export function topLevelFaults(entries: readonly string[]): string[] {
  return entries.filter((entry) => !topLevel.has(entry) && !entry.startsWith('.') && entry !== 'node_modules');
}

/** Relative links of a Markdown page that lead nowhere. */
export function deadLinks(page: string, text: string, exists: (file: string) => boolean): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link.split('#')[0]!)
    .filter((link) => link !== '' && !/^[a-z][a-z+.-]*:/i.test(link))
    .filter((link) => !exists(path.posix.join(path.posix.dirname(page), decodeURI(link))))
    .map((link) => `${page} links to ${link}`);
}
