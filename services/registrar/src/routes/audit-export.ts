import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import { sendExport } from '../audit-export/send-export.ts';
import type { App, Context } from '../context.ts';
import { exportAudit } from '../use-cases/export-audit.ts';
import { university } from './schemas.ts';

export function auditExportRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/audit/export',
    summary:
      'The whole audit chain of a university as NDJSON, signed; "consortium" for the entries of no university. Check it with "campus audit verify".',
    authenticate: bearer(context.access, 'audit.read'),
    params: z.strictObject({ university }),
    handle: async ({ principal, params, response }) => {
      const { chain, university, lines } = await exportAudit(context, { by: principal.actor, ...params });
      await sendExport(response, university ?? chain, lines);
      return alreadyAnswered;
    },
  });
}
