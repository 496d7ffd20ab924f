import { acrossUniversities } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { dropOldDeliveries as drop } from '../store/event-deliveries.ts';

/** Settled tokens are kept this long: so far back reaches a replay. */
const kept_days = 30;

/** Forgets the tokens that were settled long ago; returns how many. */
export function dropOldDeliveries(registry: Registry): Promise<number> {
  return acrossUniversities(registry.db, (tx) => drop(tx, kept_days));
}
