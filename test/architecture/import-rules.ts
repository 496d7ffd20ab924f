import type { Import, Module } from './modules.ts';

/** A rule names what is wrong with one module, or nothing. Tests, and what lies beside a rule as its test, are free. */
export type Rule = (module: Module) => string[];

const levels: Readonly<Record<string, number>> = {
  errors: 0,
  runtime: 0,
  database: 1,
  ephemeral: 1,
  tokens: 1,
  'pass-codes': 1,
  'access-rules': 1,
  sip2: 1,
  scim: 1,
  'person-matching': 1,
  'audit-chain': 1,
  directory: 2,
  http: 3,
  pages: 3,
};

/** The one look sideways: the single ending for errors shows a person a page. */
const sideways = new Set(['http → pages']);

interface Place {
  /** `packages`, `services`, `infra` or `test`. */
  readonly room: string;
  /** `http`, `card-issuer`, … */
  readonly owner: string;
  /** The first folder below `src`, or the file itself. */
  readonly part: string;
}

export function placeOf(path: string): Place {
  const [room = '', owner = '', src = '', ...rest] = path.split('/');
  return { room, owner, part: src === 'src' ? (rest[0] ?? '') : src };
}

function isTest(module: Module): boolean {
  return module.path.startsWith('test/') || module.path.endsWith('.test.ts') || module.path.includes('/testing/');
}

/** Faults of the imports of one module that `wrong` names a reason for. */
function each(module: Module, wrong: (one: Import, target: Place | undefined) => string | false): string[] {
  return module.imports.flatMap((one) => {
    const reason = wrong(one, one.target === undefined ? undefined : placeOf(one.target));
    return reason === false ? [] : [`${module.path} imports ${one.specifier}: ${reason}`];
  });
}

/** Packages import lower levels only, and never a service, infra or a test. */
export const levelsDescend: Rule = (module) => {
  const from = placeOf(module.path);
  if (from.room !== 'packages' || isTest(module)) return [];
  return each(module, (_, to) => {
    if (!to || (to.room === 'packages' && to.owner === from.owner)) return false;
    if (to.room !== 'packages') return 'a package stands below services, infra and tests';
    if (sideways.has(`${from.owner} → ${to.owner}`)) return false;
    return levels[to.owner]! < levels[from.owner]! ? false : 'not a lower level';
  });
};

/** Services meet in the directory; infra and test come through a package's own exports. */
export const servicesStayApart: Rule = (module) => {
  const from = placeOf(module.path);
  return each(module, (one, to) => {
    if (!to || (to.room === from.room && to.owner === from.owner)) return false;
    if (from.room === 'services' && to.room !== 'packages') return 'a service imports packages only';
    if (!one.specifier.startsWith('.')) return false;
    const free = from.room === 'test' || module.path.startsWith('infra/checks/');
    return free || from.room === 'infra' ? false : 'a path that leaves its package';
  });
};

/** Without I/O, clock and randomness through and through. */
const purePackages = new Set([
  '@onecampus/errors',
  '@onecampus/pass-codes',
  '@onecampus/access-rules',
  '@onecampus/scim',
  '@onecampus/sip2',
  '@onecampus/person-matching',
  '@onecampus/audit-chain',
  'ipaddr.js',
]);
/** Pure functions out of packages that hold others as well. */
const pureFunctions: Readonly<Record<string, readonly string[]>> = {
  '@onecampus/directory': ['fullName', 'normalIdentifier', 'reasonOfBlocks', 'storedAffiliations', 'withMember'],
  '@onecampus/tokens': ['allScopes', 'isScope'],
  'node:crypto': ['createHash', 'createHmac', 'hash', 'timingSafeEqual'],
};

/** Doors beside routes/ and pages/: `scim` speaks HTTP in the words of RFC 7644, `sip2` the language of library machines. */
const doors = new Set(['routes', 'pages', 'scim', 'sip2']);

/** app, main, context → routes, pages, scim, sip2, jobs → use-cases → rules, store. */
export const serviceFlowsDown: Rule = (module) => {
  const from = placeOf(module.path);
  if (from.room !== 'services' || isTest(module)) return [];
  return each(module, (one, to) => {
    const part = to?.room === 'services' && to.owner === from.owner ? to.part : undefined;
    const outward = one.target?.startsWith('packages/http/') || one.target?.startsWith('packages/pages/');
    switch (from.part) {
      case 'routes':
      case 'pages':
      case 'scim':
      case 'sip2':
        return part === 'store' ? 'a route or page asks a use case, never a store' : false;
      case 'use-cases':
        if (outward || doors.has(part ?? '')) return 'a use case speaks no HTTP';
        return part === 'use-cases' ? 'use cases do not call each other' : false;
      case 'store':
        if (outward) return 'a store speaks no HTTP';
        return doors.has(part ?? '') || part === 'use-cases' ? 'a store is at the bottom' : false;
      case 'rules': {
        const pure = part === 'rules' || purePackages.has(one.specifier);
        const pureParts = one.values.every((name) => pureFunctions[one.specifier]?.includes(name));
        return one.typeOnly || pure || pureParts ? false : 'a rule imports types, other rules and what is pure';
      }
      default:
        return false;
    }
  });
};

const onlyIn: readonly { library: string; where: RegExp }[] = [
  { library: 'knex', where: /^packages\/database\// },
  { library: 'ioredis', where: /^packages\/ephemeral\// },
  {
    library: 'express',
    where:
      /^packages\/http\/|^services\/[\w-]+\/src\/app\.ts$|^services\/identity-provider\/src\/provider\/|^infra\/samples\//,
  },
  {
    library: 'oidc-provider',
    where: /^services\/identity-provider\/src\/provider\/|^infra\/samples\/upstream\//,
  },
];

/** A library with a room of its own is imported there and nowhere else, types included. */
export const librariesStayInTheirRoom: Rule = (module) => {
  if (module.path.startsWith('test/')) return [];
  return each(module, (one) => {
    const rule = onlyIn.find(({ library }) => one.specifier === library || one.specifier.startsWith(`${library}/`));
    return !rule || rule.where.test(module.path) ? false : `${rule.library} has a room of its own`;
  });
};

/** The environment is read once, by packages/runtime; infra and test start processes and hand it on. */
export const environmentIsReadOnce: Rule = (module) => {
  if (/^(packages\/runtime|infra|test)\//.test(module.path)) return [];
  const reads = /\bprocess\s*(\.|\?\.)\s*env\b|\bprocess\s*\[\s*['"]env['"]|\benv\b[^;]*from\s+['"](node:)?process['"]/;
  return reads.test(module.code) ? [`${module.path} reads process.env`] : [];
};

export const importRules: Readonly<Record<string, Rule>> = {
  levelsDescend,
  servicesStayApart,
  serviceFlowsDown,
  librariesStayInTheirRoom,
  environmentIsReadOnce,
};
