import type { CardDesk } from '../card-desk.ts';
import { purgePinFailures } from '../store/patron-pins.ts';

/** The longest lock lasts a day; what is older locks nobody and counts for nothing. */
const kept_ms = 2 * 86_400_000;

export function purgeWrongPins(desk: Pick<CardDesk, 'db' | 'clock'>): Promise<number> {
  return purgePinFailures(desk.db, new Date(desk.clock.now().getTime() - kept_ms));
}
