import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { replayDeliveries } from '../store/event-deliveries.ts';
import { findEventStream, removeEventStream, setStreamState } from '../store/event-streams.ts';
import { goOnAcross, inStreamScope } from '../store/stream-scope.ts';

interface Order {
  readonly by: Actor;
  readonly streamId: string;
  /** The university for which the asker speaks; `undefined` is the operator. */
  readonly universityId?: string | undefined;
}

/** Stops sending, or goes on with what has waited. @throws DomainError `stream.unknown`. */
export function pauseEventStream(registry: Registry, order: Order & { readonly paused: boolean }): Promise<void> {
  return change(registry, order, order.paused ? 'event-stream.paused' : 'event-stream.resumed', async (tx) => {
    await setStreamState(tx, order.streamId, order.paused ? 'paused' : 'enabled');
  });
}

/** Ends a subscription and forgets the receiver's credentials. @throws DomainError `stream.unknown`. */
export function endEventStream(registry: Registry, order: Order): Promise<void> {
  return change(registry, order, 'event-stream.removed', async (tx) => {
    await removeEventStream(tx, order.streamId);
  });
}

/** Sends again what happened since a moment. @throws DomainError `stream.unknown`. */
export async function replayEvents(
  registry: Registry,
  order: Order & { readonly since: Date },
): Promise<{ tokens: number }> {
  let tokens = 0;
  await change(registry, order, 'event-stream.replayed', async (tx) => {
    await goOnAcross(tx);
    tokens = await replayDeliveries(tx, order.streamId, order.since);
  });
  return { tokens };
}

function change(registry: Registry, order: Order, action: string, work: (tx: Tx) => Promise<void>): Promise<void> {
  return inStreamScope(registry.db, order.universityId, async (tx) => {
    const stream = await findEventStream(tx, order.streamId);
    if (!stream) throw new DomainError('stream.unknown', 'There is no such stream.');
    await work(tx);
    await recordAudit(tx, {
      actor: order.by,
      action,
      subject: `event-stream:${stream.id}`,
      ...(stream.universityId === null ? {} : { universityId: stream.universityId }),
    });
  });
}
