import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { closeCardsOfErased } from './use-cases/close-cards-of-erased.ts';
import { closeEndedCards } from './use-cases/close-ended-cards.ts';
import { forgetErasedPins } from './use-cases/forget-erased-pins.ts';
import { purgeIdempotencyKeys } from './use-cases/purge-idempotency-keys.ts';
import { purgeWrongPins } from './use-cases/purge-wrong-pins.ts';

const hourly_ms = 3_600_000;
const close_cards_every_ms = 30_000;
const close_ended_every_ms = 600_000;

/** What the service does by itself. Each job may run on every instance at once. */
export function startJobs(context: Context): Repeating[] {
  const { log } = context;
  return [
    repeat('purge-idempotency-keys', hourly_ms, log, async () => {
      const purged = await purgeIdempotencyKeys(context);
      if (purged > 0) log.info({ purged }, 'forgot old idempotency keys');
    }),
    repeat('purge-wrong-pins', hourly_ms, log, async () => {
      const purged = await purgeWrongPins(context);
      if (purged > 0) log.info({ purged }, 'forgot old wrong PINs');
    }),
    repeat('close-ended-cards', close_ended_every_ms, log, async () => {
      const closed = await closeEndedCards(context, context.config.CAMPUS_CARD_GRACE_DAYS);
      if (closed > 0) log.info({ closed }, 'closed cards whose time was up');
    }),
    repeat('close-cards-of-erased', close_cards_every_ms, log, async () => {
      const closed = await closeCardsOfErased(context);
      if (closed > 0) log.info({ closed }, 'closed the cards of erased people');
      const forgotten = await forgetErasedPins(context);
      if (forgotten > 0) log.info({ forgotten }, 'forgot the PINs of erased people');
    }),
  ];
}
