import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { type LoggedDelivery, listDeliveries } from '../store/event-deliveries.ts';
import { findEventStream, listEventStreams as list } from '../store/event-streams.ts';
import { inStreamScope } from '../store/stream-scope.ts';

const log_lines_max = 200;

/** The streams of one university, or all of them for the operator, with what waits in each. */
export function listEventStreams(registry: Registry, universityId?: string): ReturnType<typeof list> {
  return inStreamScope(registry.db, universityId, list);
}

/** The latest tokens of a stream and how their receiver answered. @throws DomainError `stream.unknown`. */
export function showEventLog(
  registry: Registry,
  wanted: { readonly streamId: string; readonly universityId?: string | undefined },
): Promise<LoggedDelivery[]> {
  return inStreamScope(registry.db, wanted.universityId, async (tx) => {
    if (!(await findEventStream(tx, wanted.streamId)))
      throw new DomainError('stream.unknown', 'There is no such stream.');
    return listDeliveries(tx, wanted.streamId, log_lines_max);
  });
}
