import type { Affiliation } from './affiliation.ts';

/** Every state a card can be in, from the request for it to its end. Only `active` opens anything. */
export const CARD_STATES = [
  'requested',
  'rejected',
  'cancelled',
  'approved',
  'in_production',
  'produced',
  'ready',
  'active',
  'suspended',
  'lost',
  'stolen',
  'damaged',
  'replaced',
  'revoked',
  'closed',
] as const;

export type CardState = (typeof CARD_STATES)[number];

export function isCardState(value: unknown): value is CardState {
  return CARD_STATES.includes(value as CardState);
}

/** Current from `validFrom` up to, and not including, `validUntil`: epoch milliseconds; null means no end. */
export interface SubjectAffiliation {
  readonly affiliation: Affiliation;
  /** The university's scope, lower case: `tpu.ru`. */
  readonly scope: string;
  readonly validFrom: number;
  /** Grace, where a university grants any, is already included. */
  readonly validUntil: number | null;
}

/** Valid from `validFrom` up to, and not including, `validTo`: epoch milliseconds; null means unbounded. */
export interface SubjectCard {
  readonly state: CardState;
  readonly validFrom: number | null;
  readonly validTo: number | null;
}

/** The holder of the card that was shown, with everything that a decision may depend on. */
export interface Subject {
  readonly personId: string;
  readonly affiliations: readonly SubjectAffiliation[];
  readonly card: SubjectCard;
}

/** The half-open comparison that makes an affiliation worthless in the very millisecond it ends. */
export function isCurrent(affiliation: SubjectAffiliation, now: number): boolean {
  return affiliation.validFrom <= now && (affiliation.validUntil === null || now < affiliation.validUntil);
}
