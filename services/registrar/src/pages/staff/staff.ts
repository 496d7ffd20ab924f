import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listStaff } from '../../use-cases/list-staff.ts';
import { consolePage } from '../console/console-page.ts';
import { staffNotices } from './staff-notice.ts';
import { staffView } from './staff-view.ts';

/** Who has which role, and which roles wait for a second administrator. */
export function staffPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/staff',
    section: 'staff',
    role: 'administrator',
    query: z.strictObject({ done: z.enum(staffNotices).optional() }),
    handle: async ({ seen, query }) =>
      staffView({ seen, staff: await listStaff(context, { universityId: seen.university.id }), done: query.done }),
  });
}
