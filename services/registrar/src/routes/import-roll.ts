import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { importReport } from '../rules/import-report.ts';
import { findSource } from '../use-cases/find-source.ts';
import { type ImportRoll, importRoll } from '../use-cases/import-roll.ts';
import { showImport } from '../use-cases/show-import.ts';
import { ndjson } from './ndjson.ts';
import { rollBody } from './roll-body.ts';
import { flag, label, university } from './schemas.ts';

const query = z.strictObject({
  dry_run: flag.describe('Compare, say what would change, and change nothing.'),
  accept_shrink: flag.describe(
    'The file was looked at: take it although it is empty, mostly refused or ends many people.',
  ),
  partial: flag.describe('The file speaks only of the people in it: nobody ends by being left out.'),
  forget_headings: flag.describe('Recognise the headings anew instead of by the remembered ones.'),
});

type Answerer = Parameters<typeof ndjson>[0] & { readonly req: { get(name: string): string | undefined } };

export function importRollRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/universities/:university/sources/:label/imports',
    summary:
      'Brings in a roll: the CSV file, or a OneRoster 1.2 package as application/zip, is the body, of any size. With "Accept: application/x-ndjson" the answer tells of the progress.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university, label }),
    query,
    handle: async ({ principal, params, query, request, response }) => {
      const place = await findSource(context, params);
      const bytes = rollBody(request, context.config.CAMPUS_ROLL_BYTES_MAX);
      return answer(context, response, {
        by: principal.actor,
        ...place,
        input: { bytes },
        dryRun: query.dry_run,
        acceptShrink: query.accept_shrink,
        forgetHeadings: query.forget_headings,
        partial: query.partial,
      });
    },
  });
}

export function applyImportRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/imports/:id/apply',
    summary: 'Confirms an import that was compared before (a dry run, or one that the brake held).',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ accept_shrink: flag }),
    handle: async ({ principal, params, query, response }) => {
      const { university, source } = await showImport(context, { importId: params.id });
      return answer(context, response, {
        by: principal.actor,
        university,
        source,
        input: { importId: params.id },
        dryRun: false,
        acceptShrink: query.accept_shrink,
      });
    },
  });
}

async function answer(context: Context, response: Answerer, order: ImportRoll): Promise<unknown> {
  if (!response.req.get('accept')?.includes('application/x-ndjson')) {
    const { id } = await importRoll(context, order);
    return importReport(await showImport(context, { importId: id }));
  }
  const lines = ndjson(response, context.log);
  try {
    const { id } = await importRoll(context, { ...order, onProgress: lines.progress });
    lines.done({ phase: 'done', ...importReport(await showImport(context, { importId: id })) });
  } catch (error) {
    if (!lines.refused(error)) throw error;
  }
  return alreadyAnswered;
}
