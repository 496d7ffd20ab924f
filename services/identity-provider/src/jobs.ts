import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { features } from './features.ts';
import { purge } from './use-cases/purge.ts';

const purge_every_ms = 10 * 60_000;

/** What happens here without anybody asking. Safe on any number of instances. */
export function startJobs(context: Context): Repeating[] {
  return [
    repeat('purge', purge_every_ms, context.log, (stopping) => purge(context, context.clock.now(), stopping)),
    ...features.flatMap((feature) => feature.jobs?.(context) ?? []),
  ];
}
