import type { CardDesk } from '../card-desk.ts';
import { purgeKeys } from '../store/idempotency-keys.ts';

/** A client that lost an answer asks again within minutes; after a day nobody does. */
export const key_life_hours = 24;

/** Forgets old idempotency keys; how many there were. */
export async function purgeIdempotencyKeys(desk: Pick<CardDesk, 'db' | 'clock'>): Promise<number> {
  return purgeKeys(desk.db, new Date(desk.clock.now().getTime() - key_life_hours * 3_600_000));
}
