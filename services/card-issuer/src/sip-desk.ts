import type { CardDesk } from './card-desk.ts';
import type { InTurn } from './in-turn.ts';
import type { Pepper } from './rules/pin.ts';

/** What use cases work with that check PINs. */
export interface SipDesk extends CardDesk {
  /** The first makes new PINs; the others are of before, and go when nobody uses them any more. Empty: there are no PINs. */
  readonly peppers: readonly Pepper[];
  /** One PIN of a person at a time: many connections would else try many before the first is counted. */
  readonly pinInTurn: InTurn;
}
