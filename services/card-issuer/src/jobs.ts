import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { purgeIdempotencyKeys } from './use-cases/purge-idempotency-keys.ts';

const hourly_ms = 3_600_000;

/** What the service does by itself. Each job may run on every instance at once. */
export function startJobs(context: Context): Repeating {
  return repeat('purge-idempotency-keys', hourly_ms, context.log, async () => {
    const purged = await purgeIdempotencyKeys(context);
    if (purged > 0) context.log.info({ purged }, 'forgot old idempotency keys');
  });
}
