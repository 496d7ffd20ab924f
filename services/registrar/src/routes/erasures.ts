import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { destructionActText } from '../rules/destruction-act-text.ts';
import { askErasure } from '../use-cases/ask-erasure.ts';
import { decideErasure } from '../use-cases/decide-erasure.ts';
import { listErasures } from '../use-cases/list-erasures.ts';
import { saveRetention } from '../use-cases/save-retention.ts';
import { showDestructionAct } from '../use-cases/show-destruction-act.ts';
import { university } from './schemas.ts';

const params = z.strictObject({ id: z.uuid() });

/** Erasing people: asked by one, done by another. */
export function erasureRoutes(app: App, context: Context): void {
  askErasureRoute(app, context);
  listErasuresRoute(app, context);
  decideErasureRoute(app, context);
  destructionActRoute(app, context);
  retentionRoute(app, context);
}

function askErasureRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/people/:personId/erasures',
    summary: 'Asks that a person be erased: one erasure for each university; somebody else has to agree to each.',
    authenticate: bearer(context.access, 'people.erase'),
    params: z.strictObject({ personId: z.uuid() }),
    body: z.strictObject({
      university: university.optional().describe('only its part; without it every university is asked'),
      basis: z.enum(['request', 'retention', 'order']),
    }),
    handle: async ({ principal, params, body }) => ({
      erasures: await askErasure(context, { by: principal.actor, ...params, ...body }),
    }),
  });
}

function listErasuresRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/erasures',
    summary: 'Erasures that are asked for, done or withdrawn, the newest first.',
    authenticate: bearer(context.access, 'people.erase'),
    query: z.strictObject({
      university: university.optional(),
      state: z.enum(['asked', 'done', 'withdrawn']).optional(),
    }),
    handle: async ({ query }) => ({ erasures: await listErasures(context, query) }),
  });
}

function decideErasureRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/erasures/:id/decision',
    summary: 'Erases, for ever, or withdraws the request. Whoever asked cannot be the one who agrees.',
    authenticate: bearer(context.access, 'people.erase'),
    params,
    body: z.strictObject({ decision: z.enum(['erase', 'withdraw']) }),
    handle: ({ principal, params, body }) =>
      decideErasure(context, { by: principal.actor, erasureId: params.id, decision: body.decision }),
  });
}

function destructionActRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/erasures/:id/act',
    summary: 'The act of destruction with the extract of the log, signed; as JSON, or as text to be printed.',
    authenticate: bearer(context.access, 'people.erase'),
    params,
    query: z.strictObject({ format: z.enum(['json', 'text']).default('json') }),
    handle: async ({ principal, params, query, locale, response }) => {
      const signed = await showDestructionAct(context, { by: principal.actor, erasureId: params.id });
      if (query.format === 'json') return signed;
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.setHeader('Content-Disposition', `attachment; filename="act-${params.id}.txt"`);
      response.end(destructionActText(signed.act, signed.signature, locale));
      return alreadyAnswered;
    },
  });
}

function retentionRoute(app: App, context: Context): void {
  route(app, {
    method: 'put',
    path: '/api/v1/universities/:university/retention',
    summary:
      'Says for how many days a university keeps people after their last affiliation; null = until somebody asks.',
    authenticate: bearer(context.access, 'people.erase'),
    params: z.strictObject({ university }),
    body: z.strictObject({ days: z.int().min(1).max(36_500).nullable() }),
    handle: ({ principal, params, body }) => saveRetention(context, { by: principal.actor, ...params, ...body }),
  });
}
