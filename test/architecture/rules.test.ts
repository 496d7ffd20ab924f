import { describe, expect, it } from '@jest/globals';
import {
  environmentIsReadOnce,
  levelsDescend,
  librariesStayInTheirRoom,
  type Rule,
  serviceFlowsDown,
  servicesStayApart,
} from './import-rules.ts';
import { parseModule } from './modules.ts';
import {
  cycles,
  deadImports,
  deadLinks,
  indexFaults,
  lengthFaults,
  namelessFolderFaults,
  topLevelFaults,
} from './tree-rules.ts';

const card = 'services/card-issuer/src';

/** Each rule with what it refuses and what it lets pass. */
describe('architecture rules', () => {
  it.each<[Rule, string, string]>([
    [levelsDescend, 'packages/errors/src/a.ts', `import { now } from '@onecampus/runtime';`],
    [levelsDescend, 'packages/tokens/src/a.ts', `import type { Db } from '@onecampus/database';`],
    [levelsDescend, 'packages/pages/src/a.ts', `import { page } from '@onecampus/http';`],
    [levelsDescend, 'packages/http/src/a.ts', `export { buildApp } from '@onecampus/card-issuer/app';`],
    [levelsDescend, 'packages/database/src/a.ts', `const later = await import('@onecampus/directory');`],
    [levelsDescend, 'packages/database/src/a.ts', `let one: import('@onecampus/directory').Card;`],
    [servicesStayApart, `${card}/a.ts`, `import { config } from '@onecampus/registrar/config';`],
    [servicesStayApart, `${card}/a.ts`, `import type { A } from '../../registrar/src/config.ts';`],
    [servicesStayApart, `${card}/a.ts`, `import { prepareDatabase } from '@onecampus/roles';`],
    [servicesStayApart, `${card}/a.ts`, `import { connect } from '../../../packages/database/src/connect.ts';`],
    [serviceFlowsDown, `${card}/routes/a.ts`, `import { findCard } from '../store/find-card.ts';`],
    [serviceFlowsDown, `${card}/pages/a.ts`, `import type { Row } from '../store/find-card.ts';`],
    [serviceFlowsDown, `${card}/scim/a.ts`, `import { findCard } from '../store/find-card.ts';`],
    [serviceFlowsDown, `${card}/use-cases/a.ts`, `import { b } from '../scim/b.ts';`],
    [serviceFlowsDown, `${card}/use-cases/a.ts`, `import { route } from '@onecampus/http';`],
    [serviceFlowsDown, `${card}/use-cases/a.ts`, `import type { Html } from '@onecampus/pages';`],
    [serviceFlowsDown, `${card}/use-cases/a.ts`, `import { b } from './b.ts';`],
    [serviceFlowsDown, `${card}/use-cases/a.ts`, `import { b } from '../pages/b.ts';`],
    [serviceFlowsDown, `${card}/store/a.ts`, `import { b } from '../use-cases/b.ts';`],
    [serviceFlowsDown, `${card}/rules/a.ts`, `import { randomBytes } from 'node:crypto';`],
    [serviceFlowsDown, `${card}/rules/a.ts`, `import { findCardById } from '@onecampus/directory';`],
    [serviceFlowsDown, `${card}/rules/a.ts`, `import { b } from '../store/b.ts';`],
    [librariesStayInTheirRoom, `${card}/store/a.ts`, `import type { Knex } from 'knex';`],
    [librariesStayInTheirRoom, 'packages/http/src/a.ts', `import { Redis } from 'ioredis';`],
    [librariesStayInTheirRoom, `${card}/routes/a.ts`, `import type { Request } from 'express';`],
    [librariesStayInTheirRoom, 'services/identity-provider/src/pages/a.ts', `import type P from 'oidc-provider';`],
    [librariesStayInTheirRoom, `${card}/a.ts`, `import x from 'oidc-provider/lib/x.js';`],
    [environmentIsReadOnce, `${card}/config.ts`, `const port = process.env['CAMPUS_PORT'];`],
    [environmentIsReadOnce, `${card}/config.ts`, `const { env } = process; const a = process?.env;`],
    [environmentIsReadOnce, 'packages/http/src/a.ts', `import { env } from 'node:process';`],
  ])('%p refuses in %s: %s', (rule, file, source) => {
    expect(rule(parseModule(file, source))).toHaveLength(1);
  });

  it.each<[Rule, string, string]>([
    [levelsDescend, 'packages/directory/src/a.ts', `import { connect } from '@onecampus/database';`],
    [levelsDescend, 'packages/http/src/a.ts', `import { renderErrorPage } from '@onecampus/pages';`],
    [servicesStayApart, 'test/journeys/a.ts', `import { buildApp } from '@onecampus/registrar/app';`],
    [serviceFlowsDown, `${card}/rules/a.ts`, `import type { Card } from '@onecampus/directory';`],
    [serviceFlowsDown, `${card}/rules/a.ts`, `import { luhn } from '@onecampus/pass-codes';`],
    [serviceFlowsDown, `${card}/rules/a.ts`, `import { createHash } from 'node:crypto';`],
    [serviceFlowsDown, `${card}/use-cases/a.ts`, `import { b } from '../store/b.ts';`],
    [librariesStayInTheirRoom, `${card}/app.ts`, `import type { Express } from 'express';`],
    [environmentIsReadOnce, `${card}/config.ts`, `// process.env is read by packages/runtime`],
  ])('%p lets pass in %s: %s', (rule, file, source) => {
    expect(rule(parseModule(file, source))).toEqual([]);
  });

  it('finds a cycle of types', () => {
    const a = parseModule('packages/errors/src/a.ts', `import type { B } from './b.ts';`);
    const b = parseModule('packages/errors/src/b.ts', `import { a } from './c.ts';`);
    const c = parseModule('packages/errors/src/c.ts', `export { A } from './a.ts';`);
    expect(cycles([a, b, c])).toHaveLength(1);
    expect(cycles([a, b])).toEqual([]);
  });

  it('finds an import of what is not there', () => {
    const module = parseModule('packages/errors/src/a.ts', `import './gone.ts'; import '@onecampus/nobody';`);
    expect(deadImports([module], () => false)).toHaveLength(2);
  });

  it('finds folders named after nothing', () => {
    expect(namelessFolderFaults(['packages/http/src/utils/a.ts', 'services/x/src/store/utils.ts'])).toHaveLength(1);
  });

  it('finds an index inside a service, a second index and names that are not written out', () => {
    expect(indexFaults([parseModule(`${card}/index.ts`, '')])).toHaveLength(1);
    expect(indexFaults([parseModule('packages/http/src/app/index.ts', '')])).toHaveLength(1);
    expect(indexFaults([parseModule('packages/http/src/index.ts', `export * from './a.ts';`)])).toHaveLength(1);
    expect(indexFaults([parseModule('packages/http/src/index.ts', `export type * from './a.ts';`)])).toHaveLength(1);
    expect(indexFaults([parseModule('packages/http/src/index.ts', `export { a } from './a.ts';`)])).toEqual([]);
  });

  it('finds a file of more than 300 lines', () => {
    expect(lengthFaults([parseModule('packages/http/src/a.ts', '\n'.repeat(300))])).toHaveLength(1);
  });

  it('finds what does not belong at the root', () => {
    expect(topLevelFaults(['packages', 'jest.config.js', '.gitignore'])).toEqual(['jest.config.js']);
  });

  it('finds a dead link and knows an address, an anchor and an example from one', () => {
    const text = '[a](./gone.md#part) [b](https://x.example) [c](#here) `[d](no.md)` ![e](there.png)';
    expect(deadLinks('docs/a.md', text, (file) => file === 'docs/there.png')).toEqual(['docs/a.md links to ./gone.md']);
  });
});
