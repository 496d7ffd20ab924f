import { DomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import { sendExport } from '../audit-export/send-export.ts';
import type { App, Context } from '../context.ts';
import { exportAudit } from '../use-cases/export-audit.ts';
import { registrarsUniversities, signedIn } from './frame.ts';

/** A university's own people take home its own audit chain, and see no other. */
export function auditExportPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/universities/:id/audit.ndjson',
    visitor: signedIn(context),
    params: z.strictObject({ id: z.uuid() }),
    handle: async ({ visitor, params, response }) => {
      if (!registrarsUniversities(visitor).includes(params.id)) {
        throw new DomainError('university.unknown', 'There is no such university.');
      }
      const order = { by: `person:${visitor.personId}`, university: params.id } as const;
      const { chain, university, lines } = await exportAudit(context, order);
      await sendExport(response, university ?? chain, lines);
      return { answered: true };
    },
  });
}
