import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { sendCsv } from '../roll-file/send-csv.ts';
import { changesCsv } from '../rules/changes-csv.ts';
import { listChanges } from '../use-cases/list-changes.ts';
import { listImports } from '../use-cases/list-imports.ts';
import { showImport } from '../use-cases/show-import.ts';
import { university } from './schemas.ts';

export function listImportsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/imports',
    summary: 'The sources of a university, its latest fifty imports and files of watched folders.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university }),
    handle: async ({ params }) => {
      const { university, sources, imports, deliveries } = await listImports(context, params);
      return {
        university: university.slug,
        sources: sources.map(({ label, kind, shrinkLimit }) => ({ label, kind, shrink_limit: shrinkLimit })),
        imports: imports.map((one) => ({
          import_id: one.id,
          source: sources.find(({ id }) => id === one.sourceId)?.label,
          state: one.state,
          counts: one.counts,
          review_reasons: one.reviewReasons,
          failure: one.failure,
          created_at: one.createdAt,
          finished_at: one.finishedAt,
        })),
        deliveries: deliveries.map((one) => ({
          file: one.fileName,
          source: sources.find(({ id }) => id === one.sourceId)?.label,
          size_bytes: one.sizeBytes,
          state: one.state,
          import_id: one.importId,
          fault: one.fault,
          taken_at: one.takenAt,
          finished_at: one.finishedAt,
        })),
      };
    },
  });
}

export function changesRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/imports/:id/changes.csv',
    summary: 'Everybody whom an import adds, changes or ends, with what was and what will be, as a CSV.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ id: z.uuid() }),
    handle: async ({ params, locale, response }) => {
      const { record, source } = await showImport(context, { importId: params.id });
      const lines = changesCsv(listChanges(context, record), locale, record.recognised.words, source.mapping);
      await sendCsv(response, `changes-${record.id}.csv`, lines);
      return alreadyAnswered;
    },
  });
}
