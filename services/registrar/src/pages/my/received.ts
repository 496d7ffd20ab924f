import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listDisclosures } from '../../use-cases/list-disclosures.ts';
import { listLooks } from '../../use-cases/list-looks.ts';
import { myPage } from './my-page.ts';
import { receivedView } from './received-view.ts';

const page_rows = 25;
const query = z.object({
  before: z.uuid().optional().catch(undefined),
  looks: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});

/** What left a university's boundary, to whom and why; and who opened the visitor. */
export function receivedPage(app: App, context: Context): void {
  myPage(app, context, {
    method: 'get',
    path: '/my/received',
    section: 'received',
    query,
    handle: async ({ me, query }) => {
      const { personId } = me;
      // One more than shown says whether there are older ones.
      const limit = page_rows + 1;
      const [disclosures, looks] = await Promise.all([
        listDisclosures(context, { personId, before: query.before, limit }),
        listLooks(context, { personId, before: query.looks, limit }),
      ]);
      return receivedView(me, {
        at: query,
        disclosures: disclosures.slice(0, page_rows),
        looks: looks.slice(0, page_rows),
        older: { disclosures: disclosures.length > page_rows, looks: looks.length > page_rows },
      });
    },
  });
}
