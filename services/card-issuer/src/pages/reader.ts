import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { showReader } from '../use-cases/show-reader.ts';
import { librarian, operatorOf } from './librarian.ts';
import { readerView } from './reader-view.ts';
import { doneCodes } from './words/done-words.ts';
import { refusalCodes } from './words/refusal-words.ts';

export const readerParams = z.strictObject({ personId: z.uuid() });

/** A code that nobody knows (an old link, a curious hand) says nothing. */
const query = z.object({
  done: z.enum(doneCodes).optional().catch(undefined),
  refused: z.enum(refusalCodes).optional().catch(undefined),
});

/** One reader at the desk, with what can be done. */
export function readerPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/readers/:personId',
    visitor: librarian(context),
    params: readerParams,
    query,
    handle: async ({ visitor, params, query, locale }) => {
      const reader = await showReader(context, {
        by: operatorOf(visitor),
        personId: params.personId,
        universityIds: visitor.universityIds,
      });
      const pins = context.peppers.length > 0;
      return readerView({ visitor, locale, reader, done: query.done, refused: query.refused, pins });
    },
  });
}
