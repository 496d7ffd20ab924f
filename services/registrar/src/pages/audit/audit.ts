import { z } from 'zod';
import { sendExport } from '../../audit-export/send-export.ts';
import type { App, Context } from '../../context.ts';
import { lastMomentOfDay } from '../../rules/last-moment-of-day.ts';
import { exportAudit } from '../../use-cases/export-audit.ts';
import { listAudit } from '../../use-cases/list-audit.ts';
import { showChainStatus } from '../../use-cases/show-chain-status.ts';
import { consolePage } from '../console/console-page.ts';
import { auditNouns } from './action-words.ts';
import { auditView } from './audit-view.ts';

const page_entries = 50;
const day_ms = 86_400_000;
const nothing = z.literal('').transform(() => undefined);
const day = z.union([nothing, z.iso.date()]).optional();
const console = { section: 'audit', role: 'administrator' } as const;

/** The last entries of the university's trail in words, and how its chain stands. */
export function auditPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/audit',
    ...console,
    query: z.strictObject({
      who: z.union([nothing, z.string().trim().min(1).max(254)]).optional(),
      what: z.union([nothing, z.enum(auditNouns)]).optional(),
      from: day,
      until: day,
      before: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
    }),
    handle: async ({ seen, query }) => {
      const { id: universityId, timeZone } = seen.university;
      const page = await listAudit(context, {
        by: seen.by,
        universityId,
        who: query.who,
        noun: query.what,
        from:
          query.from === undefined
            ? undefined
            : new Date(lastMomentOfDay(query.from, timeZone).getTime() + 1_000 - day_ms),
        until: query.until === undefined ? undefined : new Date(lastMomentOfDay(query.until, timeZone).getTime() + 999),
        before: query.before,
        limit: page_entries,
      });
      return auditView({ seen, page, asked: query, status: await showChainStatus(context, { universityId }) });
    },
  });
}

/** The whole chain as a file that can be checked elsewhere; who took it is on record. */
export function auditDownloadPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/audit/export',
    ...console,
    handle: async ({ seen, response }) => {
      const { chain, university, lines } = await exportAudit(context, {
        by: seen.by,
        university: seen.university.slug,
      });
      await sendExport(response, university ?? chain, lines);
      return { answered: true };
    },
  });
}
