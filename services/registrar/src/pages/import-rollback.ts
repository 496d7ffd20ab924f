import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { sendCsv } from '../roll-file/send-csv.ts';
import { changesCsv } from '../rules/changes-csv.ts';
import { listChanges } from '../use-cases/list-changes.ts';
import { rollBackImport } from '../use-cases/roll-back-import.ts';
import { showImport } from '../use-cases/show-import.ts';
import { registrarsUniversities, signedIn } from './frame.ts';
import { rollbackView } from './rollback-view.ts';

const params = z.strictObject({ id: z.uuid() });

/** What undoing an import would do; nothing happens here. */
export function rollbackPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/imports/:id/rollback',
    visitor: signedIn(context),
    params,
    handle: async ({ visitor, locale, params }) => {
      const wanted = { importId: params.id, universityIds: registrarsUniversities(visitor) };
      const shown = await showImport(context, wanted);
      if (shown.record.state !== 'applied') return { redirect: `/imports/${params.id}` };
      const run = await rollBackImport(context, { by: `person:${visitor.personId}`, dryRun: true, ...shown });
      return rollbackView({ visitor, locale, ...shown, run });
    },
  });
}

/** The button that undoes it. */
export function rollBackImportPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/imports/:id/rollback',
    visitor: signedIn(context),
    params,
    form: z.strictObject({}),
    handle: async ({ visitor, params }) => {
      const shown = await showImport(context, {
        importId: params.id,
        universityIds: registrarsUniversities(visitor),
      });
      try {
        await rollBackImport(context, { by: `person:${visitor.personId}`, dryRun: false, ...shown });
      } catch (error) {
        // Pressed twice, or everything was said anew meanwhile: the import's page says which.
        if (!isDomainError(error) || !['import.not_applied', 'import.changed_since'].includes(error.code)) throw error;
      }
      return { redirect: `/imports/${params.id}` };
    },
  });
}

export function changesPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/imports/:id/changes.csv',
    visitor: signedIn(context),
    params,
    handle: async ({ visitor, locale, params, response }) => {
      const wanted = { importId: params.id, universityIds: registrarsUniversities(visitor) };
      const { record, source } = await showImport(context, wanted);
      await sendCsv(
        response,
        `changes-${record.id}.csv`,
        changesCsv(listChanges(context, record), locale, record.recognised.words, source.mapping),
      );
      return { answered: true };
    },
  });
}
