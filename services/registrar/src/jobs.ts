import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { dropStaleRows } from './use-cases/drop-stale-rows.ts';

const drop_rows_every_ms = 10 * 60_000;

/** What the service does by itself. Each job may run on every instance at once. */
export function startJobs(context: Context): Repeating {
  const jobs = [
    repeat('drop-stale-rows', drop_rows_every_ms, context.log, async () => {
      const dropped = await dropStaleRows(context, context.config.CAMPUS_ROWS_KEPT_HOURS);
      if (dropped > 0) context.log.info({ dropped }, 'dropped the rows of old imports');
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
