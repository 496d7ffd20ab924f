import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { sendCsv } from '../roll-file/send-csv.ts';
import { refusedCsv } from '../rules/refused-csv.ts';
import { importRoll } from '../use-cases/import-roll.ts';
import { listRefusedRows } from '../use-cases/list-refused-rows.ts';
import { showImport } from '../use-cases/show-import.ts';
import { registrarsUniversities, signedIn } from './frame.ts';
import { importView } from './import-view.ts';

const params = z.strictObject({ id: z.uuid() });

/** What a file would change or has changed. */
export function importPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/imports/:id',
    visitor: signedIn(context),
    params,
    handle: async ({ visitor, locale, params }) =>
      importView({
        visitor,
        locale,
        ...(await showImport(context, { importId: params.id, universityIds: registrarsUniversities(visitor) })),
      }),
  });
}

/** The button that makes it so. */
export function applyImportPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/imports/:id/apply',
    visitor: signedIn(context),
    params,
    form: z.strictObject({ accept_shrink: z.literal('yes').optional() }),
    handle: async ({ visitor, locale, params, form }) => {
      const wanted = { importId: params.id, universityIds: registrarsUniversities(visitor) };
      const { university, source } = await showImport(context, wanted);
      try {
        await importRoll(context, {
          by: `person:${visitor.personId}`,
          university,
          source,
          input: { importId: params.id },
          dryRun: false,
          acceptShrink: form.accept_shrink === 'yes',
        });
      } catch (error) {
        if (!isDomainError(error)) throw error;
        if (error.code === 'import.shrinks_too_much' || error.code === 'import.needs_review') {
          return {
            ...importView({ visitor, locale, ...(await showImport(context, wanted)), confirmationMissing: true }),
            status: 422,
          };
        }
        // Confirmed twice, or its rows are gone: the import's page says which.
        if (error.code !== 'import.already_applied' && error.code !== 'import.unknown') throw error;
      }
      return { redirect: `/imports/${params.id}` };
    },
  });
}

export function refusedRowsPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/imports/:id/refused.csv',
    visitor: signedIn(context),
    params,
    handle: async ({ visitor, locale, params, response }) => {
      const { record } = await showImport(context, {
        importId: params.id,
        universityIds: registrarsUniversities(visitor),
      });
      await sendCsv(response, `refused-${record.id}.csv`, refusedCsv(listRefusedRows(context, record), locale));
      return { answered: true };
    },
  });
}
