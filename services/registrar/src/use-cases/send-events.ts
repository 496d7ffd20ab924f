import { acrossUniversities } from '@onecampus/directory';
import { keyEncryptionKey, open } from '@onecampus/tokens';
import { pushEvent } from '../event-tokens/push-event.ts';
import type { EventSigner } from '../event-tokens/sign-event.ts';
import type { Registry } from '../registry.ts';
import type { EventDelivery } from '../rules/event-stream.ts';
import { retryAfter_ms } from '../rules/retry-after.ts';
import { markDelivered, markFailedDelivery, takeDue } from '../store/event-deliveries.ts';
import { listPushTargets, type PushTarget, setStreamState } from '../store/event-streams.ts';

const batch_tokens = 32;
const push_timeout_ms = 5_000;
/** Whoever takes tokens and dies leaves them to others after this time. */
const lease_ms = 60_000;
/** From this many failures on the stream is shown as failing. */
const failing_after = 5;
const given_up_after_ms = 7 * 24 * 3_600_000;

/** Pushes what is due, every stream by itself, so that a receiver that hangs holds up nobody else's. */
export async function sendEvents(
  registry: Registry & { readonly events: EventSigner; readonly dataKey: Uint8Array },
  stopping: AbortSignal,
): Promise<void> {
  const targets = await acrossUniversities(registry.db, listPushTargets);
  await Promise.all(targets.map((target) => sendStream(registry, target, stopping)));
}

async function sendStream(
  registry: Registry & { readonly events: EventSigner; readonly dataKey: Uint8Array },
  target: PushTarget,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    const due = await acrossUniversities(registry.db, (tx) => takeDue(tx, target.id, batch_tokens, lease_ms));
    if (due.length === 0) return;
    const outcomes = await Promise.all(due.map((delivery) => sendOne(registry, target, delivery, stopping)));
    if (outcomes.every((delivered) => !delivered)) return;
  }
}

/** True where the receiver took it. */
async function sendOne(
  registry: Registry & { readonly events: EventSigner; readonly dataKey: Uint8Array },
  target: PushTarget,
  delivery: EventDelivery,
  stopping: AbortSignal,
): Promise<boolean> {
  const { endpoint, authorizationSealed: sealed } = target;
  const authorization =
    sealed === null
      ? undefined
      : open(sealed, keyEncryptionKey(registry.dataKey), `event_streams.authorization:${target.id}`);
  const token = await registry.events.sign(delivery, target.audience);
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(push_timeout_ms)]);
  const outcome = await pushEvent({ endpoint, authorization }, token, signal);
  await acrossUniversities(registry.db, async (tx) => {
    if (outcome.kind === 'delivered') {
      await markDelivered(tx, target.id, [delivery.jti]);
      if (target.state === 'failing') await setStreamState(tx, target.id, 'enabled');
      return;
    }
    const old = registry.clock.now().getTime() - delivery.happenedAt.getTime() > given_up_after_ms;
    await markFailedDelivery(tx, delivery, {
      state: outcome.kind === 'refused' ? 'refused' : old ? 'given-up' : 'pending',
      status: outcome.status,
      error: outcome.error,
      wait_ms: retryAfter_ms(delivery.attempts),
    });
    if (outcome.kind === 'failed' && delivery.attempts >= failing_after) await setStreamState(tx, target.id, 'failing');
  });
  return outcome.kind === 'delivered';
}
