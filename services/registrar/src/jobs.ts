import { type Repeating, repeat } from '@onecampus/runtime';
import { auditJobs } from './audit-jobs.ts';
import type { Context } from './context.ts';
import { dropOldDeliveries } from './use-cases/drop-old-deliveries.ts';
import { dropStaleRows } from './use-cases/drop-stale-rows.ts';
import { gatherEvents } from './use-cases/gather-events.ts';
import { indexNames } from './use-cases/index-names.ts';
import { matchDue } from './use-cases/match-due.ts';
import { sendEvents } from './use-cases/send-events.ts';
import { watchJobs } from './watch-jobs.ts';

const drop_rows_every_ms = 10 * 60_000;
const events_every_ms = 250;
const match_every_ms = 1_000;
const index_names_every_ms = 1_000;

/** What the service does by itself. Each job may run on every instance at once. */
export function startJobs(context: Context): Repeating {
  const jobs = [
    repeat('drop-stale-rows', drop_rows_every_ms, context.log, async () => {
      const dropped = await dropStaleRows(context, context.config.CAMPUS_ROWS_KEPT_HOURS);
      if (dropped > 0) context.log.info({ dropped }, 'dropped the rows of old imports');
    }),
    repeat('drop-old-deliveries', drop_rows_every_ms, context.log, async () => {
      await dropOldDeliveries(context);
    }),
    repeat(
      'index-names',
      index_names_every_ms,
      context.log,
      async (signal) => void (await indexNames(context, whileQuiet(context, signal))),
    ),
    repeat('gather-events', events_every_ms, context.log, () => gatherEvents(context)),
    repeat('send-events', events_every_ms, context.log, (signal) => sendEvents(context, signal)),
    repeat('match-people', match_every_ms, context.log, async (signal) => {
      const { looked, linked, asked } = await matchDue(context, whileQuiet(context, signal));
      if (linked + asked > 0) context.log.info({ looked, linked, asked }, 'compared records that are new or changed');
    }),
    ...auditJobs(context),
    ...watchJobs(context),
  ];
  return {
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}

/** Stops what may wait where the service stops, and also while a roll comes in: both would only take longer. */
function whileQuiet(context: Context, stopping: AbortSignal): Pick<AbortSignal, 'aborted'> {
  return {
    get aborted() {
      return stopping.aborted || context.imports.busy();
    },
  };
}
