import type { Db } from '@onecampus/database';
import { DomainError, type ErrorCode } from '@onecampus/errors';
import { anybody, type BearerAccess, bearer, createApp, nobodyInParticular, page, route } from '@onecampus/http';
import { html } from '@onecampus/pages';
import { createLogger, createMetrics, type Logger, type Metrics } from '@onecampus/runtime';
import type { Express } from 'express';
// The test room has no zod of its own; this is the copy that packages/http checks with.
import { z } from '../../../packages/http/node_modules/zod/index.cjs';

export const canary = 'canary-3b7e-secret';

export interface TrialApp {
  readonly app: Express;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Every log line so far, parsed. */
  readonly lines: () => Record<string, unknown>[];
  readonly logText: () => string;
}

/** A service as small as one can be that has a route or page for everything that may go wrong. */
export function trialApp(
  options: {
    access?: BearerAccess;
    db?: Db;
    draining?: () => boolean;
    ready?: () => Promise<void>;
    hold?: () => Promise<void>;
    secure?: boolean;
    trustProxy?: readonly string[];
  } = {},
): TrialApp {
  const written: string[] = [];
  const log = createLogger({ service: 'trial', level: 'debug', destination: { write: (line) => written.push(line) } });
  const metrics = createMetrics('trial');
  const app = createApp(
    {
      service: { name: 'Trial', home: '/' },
      log,
      metrics,
      health: { ready: options.ready ?? (async () => {}), draining: options.draining ?? (() => false) },
      trustProxy: options.trustProxy ?? [],
      secure: options.secure ?? false,
      crossSite: (path) => path === '/open-to-all',
    },
    (app) => {
      const everybody = { summary: 'Trial', authenticate: nobodyInParticular };
      route(app, {
        ...everybody,
        method: 'get',
        path: '/api/v1/things',
        query: z.strictObject({ name: z.string().optional() }),
        handle: async ({ query }) => ({ query }),
      });
      route(app, {
        ...everybody,
        method: 'get',
        path: '/api/v1/things/:id',
        params: z.strictObject({ id: z.uuid() }),
        handle: async ({ params }) => params,
      });
      route(app, {
        ...everybody,
        method: 'post',
        path: '/api/v1/things',
        body: z.strictObject({ name: z.string().max(100), count: z.int().optional() }),
        handle: async ({ body }) => body,
      });
      route(app, {
        ...everybody,
        method: 'get',
        path: '/api/v1/refusals/:code',
        params: z.strictObject({ code: z.string() }),
        handle: async ({ params }) => {
          throw new DomainError(params.code as ErrorCode, 'What happened.', { details: { hint: 'a detail' } });
        },
      });
      route(app, {
        ...everybody,
        method: 'get',
        path: '/api/v1/surprise',
        handle: async () => {
          log.info('at work');
          throw new TypeError(`cannot read ${canary}`, { cause: new Error(`because of ${canary}-cause`) });
        },
      });
      route(app, {
        ...everybody,
        method: 'get',
        path: '/api/v1/slow',
        handle: async () => {
          await options.hold?.();
          return { done: true };
        },
      });
      route(app, {
        ...everybody,
        method: 'get',
        path: '/api/v1/database',
        handle: async () => (await options.db!.raw('select 1 as one')).rows,
      });
      if (options.access) {
        route(app, {
          summary: 'Trial',
          authenticate: bearer(options.access, 'cards.read'),
          method: 'post',
          path: '/api/v1/private',
          body: z.strictObject({}),
          handle: async ({ principal }) => principal,
        });
      }
      page(app, {
        method: 'get',
        path: '/page',
        visitor: anybody,
        query: z.strictObject({ q: z.string().optional() }),
        handle: async ({ query }) => ({ title: 'Page', body: html`<p>${query.q}</p>` }),
      });
      page(app, {
        method: 'post',
        path: '/page',
        visitor: anybody,
        form: z.strictObject({ name: z.string() }),
        handle: async () => ({ redirect: '/page' }),
      });
      page(app, {
        method: 'get',
        path: '/page/surprise',
        visitor: anybody,
        handle: async () => {
          throw new TypeError(`cannot read ${canary}`);
        },
      });
      route(app, { ...everybody, method: 'post', path: '/open-to-all', handle: async () => ({ open: true }) });
    },
  );
  return {
    app,
    log,
    metrics,
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    logText: () => written.join(''),
  };
}
