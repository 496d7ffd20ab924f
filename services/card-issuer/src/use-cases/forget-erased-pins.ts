import type { CardDesk } from '../card-desk.ts';
import { forgetPinsOfErased } from '../store/patron-pins.ts';

/** A PIN ends with its person; returns how many did. */
export function forgetErasedPins(desk: Pick<CardDesk, 'db'>): Promise<number> {
  return forgetPinsOfErased(desk.db);
}
