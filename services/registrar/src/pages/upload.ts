import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { limited } from '../roll-file/limited-bytes.ts';
import { readUpload } from '../roll-file/read-upload.ts';
import { type ImportRoll, importRoll } from '../use-cases/import-roll.ts';
import { showSource } from '../use-cases/show-source.ts';
import { registrarsUniversities, signedIn } from './frame.ts';
import { uploadView } from './upload-view.ts';

const params = z.strictObject({ id: z.uuid() });

export function uploadPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/sources/:id',
    visitor: signedIn(context),
    params,
    handle: async ({ visitor, locale, params }) =>
      uploadView({
        visitor,
        locale,
        ...(await showSource(context, { sourceId: params.id, universityIds: registrarsUniversities(visitor) })),
      }),
  });
}

/** Takes the file and compares it; what it would change stands on the import's own page. */
export function checkRollPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/sources/:id/imports',
    visitor: signedIn(context),
    params,
    handle: async ({ visitor, locale, params, request }) => {
      const place = await showSource(context, { sourceId: params.id, universityIds: registrarsUniversities(visitor) });
      const bytes = limited(request, context.config.CAMPUS_ROLL_BYTES_MAX);
      let forgetHeadings = false;
      for await (const part of readUpload(request.get('content-type'), bytes)) {
        if (part.name === 'forget_headings') forgetHeadings = true;
        if (part.name !== 'roll' || !part.fileName) continue;
        const id = await check(context, {
          ...place,
          by: `person:${visitor.personId}`,
          input: { bytes: part.body },
          dryRun: true,
          acceptShrink: false,
          forgetHeadings,
        });
        return { redirect: `/imports/${id}` };
      }
      return { ...uploadView({ visitor, locale, ...place, fileMissing: true }), status: 422 };
    },
  });
}

/** A file that cannot be read has a page as well: it says why. */
async function check(context: Context, order: ImportRoll): Promise<string> {
  try {
    return (await importRoll(context, order)).id;
  } catch (error) {
    const importId = isDomainError(error) && error.kind === 'unprocessable' ? error.details['import_id'] : undefined;
    if (typeof importId !== 'string') throw error;
    return importId;
  }
}
