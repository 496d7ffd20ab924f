import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { rollbackReport } from '../rules/rollback-report.ts';
import { rollBackImport } from '../use-cases/roll-back-import.ts';
import { showImport } from '../use-cases/show-import.ts';
import { flag } from './schemas.ts';

export function rollBackImportRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/imports/:id/rollback',
    summary:
      'Undoes an applied import; what was changed since stays and is named. With dry_run it says what would happen.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ dry_run: flag.describe('Say what would happen, and change nothing.') }),
    handle: async ({ principal, params, query }) => {
      const shown = await showImport(context, { importId: params.id });
      const run = await rollBackImport(context, { by: principal.actor, dryRun: query.dry_run, ...shown });
      return rollbackReport(shown, run, query.dry_run);
    },
  });
}
