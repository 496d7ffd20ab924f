import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { sendCsv } from '../roll-file/send-csv.ts';
import { importReport } from '../rules/import-report.ts';
import { refusedCsv } from '../rules/refused-csv.ts';
import { listRefusedRows } from '../use-cases/list-refused-rows.ts';
import { showImport } from '../use-cases/show-import.ts';

const params = z.strictObject({ id: z.uuid() });

export function showImportRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/imports/:id',
    summary: 'An import: its state, its counts, a preview and the first hundred refused rows.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    handle: async ({ params }) => importReport(await showImport(context, { importId: params.id })),
  });
}

export function refusedRowsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/imports/:id/refused.csv',
    summary: 'All refused rows of an import with the reasons, as a CSV that a spreadsheet opens.',
    authenticate: bearer(context.access, 'people.write'),
    params,
    handle: async ({ params, locale, response }) => {
      const { record } = await showImport(context, { importId: params.id });
      await sendCsv(response, `refused-${record.id}.csv`, refusedCsv(listRefusedRows(context, record), locale));
      return alreadyAnswered;
    },
  });
}
