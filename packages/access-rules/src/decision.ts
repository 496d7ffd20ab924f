import type { ReasonCode } from './reason-codes.ts';
import type { Subject } from './subject.ts';
import type { Zone } from './zone.ts';

export const ACTIONS = ['enter', 'exit'] as const;

export type Action = (typeof ACTIONS)[number];

/** One person at one gate at one moment. */
export interface AccessRequest {
  /** null when the number that was shown belongs to no card. */
  readonly subject: Subject | null;
  /** null when the gate leads to no zone that is known here. */
  readonly zone: Zone | null;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly action: Action;
}

export interface Decision {
  readonly decision: boolean;
  readonly reasonCode: ReasonCode;
  /** The rule that decided; null when no rule did. */
  readonly ruleId: string | null;
  /**
   * Only on refusals that pass by themselves: the first moment (epoch ms) within two weeks at which the same card
   * would be let in if nothing else changed.
   */
  readonly nextAllowedFrom?: number;
}
