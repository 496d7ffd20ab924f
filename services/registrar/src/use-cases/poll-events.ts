import { acrossUniversities } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { hashToken } from '@onecampus/tokens';
import type { EventSigner } from '../event-tokens/sign-event.ts';
import type { Registry } from '../registry.ts';
import type { EventDelivery, EventStream } from '../rules/event-stream.ts';
import { listWaiting, markDelivered, markFailedDelivery } from '../store/event-deliveries.ts';
import { findStreamByToken } from '../store/event-streams.ts';

export interface Poll {
  readonly streamId: string;
  readonly token: string;
  readonly maxEvents: number;
  /** `jti`s that the receiver has kept. */
  readonly acknowledged: readonly string[];
  /** `jti`s that it does not want, with its error code. */
  readonly refused: Readonly<Record<string, { readonly err: string }>>;
}

/** RFC 8936 §2.5. */
export interface PollAnswer {
  readonly sets: Readonly<Record<string, string>>;
  readonly moreAvailable: boolean;
}

/**
 * Notes what the receiver has taken and hands out what waits, oldest first. A token stays until it is acknowledged.
 *
 * @throws DomainError `token.invalid`, also for an unknown stream.
 */
export async function pollEvents(
  registry: Registry & { readonly events: EventSigner },
  poll: Poll,
): Promise<PollAnswer> {
  const { stream, waiting } = await acrossUniversities(registry.db, async (tx) => {
    const found = await findStreamByToken(tx, poll.streamId, base64Of(hashToken(poll.token)));
    if (!found) throw new DomainError('token.invalid', 'The token is not this stream’s.');
    if (poll.acknowledged.length > 0) await markDelivered(tx, found.id, poll.acknowledged);
    for (const [jti, { err }] of Object.entries(poll.refused)) {
      const refusal = { state: 'refused', status: null, error: err, wait_ms: 0 } as const;
      await markFailedDelivery(tx, { streamId: found.id, jti }, refusal);
    }
    if (poll.maxEvents === 0 || found.state === 'paused') return { stream: found, waiting: [] };
    return { stream: found, waiting: await listWaiting(tx, found.id, poll.maxEvents + 1) };
  });
  const shown = waiting.slice(0, poll.maxEvents);
  return { sets: await signed(registry.events, stream, shown), moreAvailable: waiting.length > shown.length };
}

async function signed(
  events: EventSigner,
  stream: EventStream,
  deliveries: readonly EventDelivery[],
): Promise<Record<string, string>> {
  const pairs = deliveries.map(async (one) => [one.jti, await events.sign(one, stream.audience)] as const);
  return Object.fromEntries(await Promise.all(pairs));
}

function base64Of(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('base64');
}
