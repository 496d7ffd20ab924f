import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { rollAffiliations, rollFields, rollStatuses } from '../rules/roll-field.ts';
import { sourceKinds } from '../rules/source-kind.ts';
import { saveSource } from '../use-cases/save-source.ts';
import { label, university } from './schemas.ts';

const words = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.record(z.string().min(1).max(200), z.enum(values)).default({});

const body = z.strictObject({
  kind: z.enum(sourceKinds).optional(),
  mapping: z
    .strictObject({
      columns: z.record(z.string().min(1).max(200), z.enum(rollFields)).default({}),
      words: z.strictObject({ affiliation: words(rollAffiliations), status: words(rollStatuses) }).prefault({}),
    })
    .optional()
    .describe('What headings and words mean. Left empty, the usual Russian and English ones are recognised.'),
  shrink_limit: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of people that one file may end without being asked.'),
});

export function saveSourceRoute(app: App, context: Context): void {
  route(app, {
    method: 'put',
    path: '/api/v1/universities/:university/sources/:label',
    summary: 'Sets up a source of a university; what is not named stays as it is.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university, label }),
    body,
    handle: async ({ principal, params, body }) => {
      const source = await saveSource(context, {
        by: principal.actor,
        ...params,
        kind: body.kind,
        mapping: body.mapping,
        shrinkLimit: body.shrink_limit,
      });
      return {
        id: source.id,
        label: source.label,
        kind: source.kind,
        mapping: source.mapping,
        shrink_limit: source.shrinkLimit,
      };
    },
  });
}
