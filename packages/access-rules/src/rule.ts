import type { Audience } from './audience.ts';
import type { Priority } from './priority.ts';
import type { Schedule } from './schedule.ts';
import type { BilingualText } from './zone.ts';

export const EFFECTS = ['permit', 'deny'] as const;

export type Effect = (typeof EFFECTS)[number];

/** Who may, or may not, enter a zone, and when. In force from `validFrom` up to, and not including, `validTo` (ms). */
export interface Rule {
  readonly id: string;
  readonly zoneId: string;
  readonly effect: Effect;
  readonly priority: Priority;
  readonly audience: Audience;
  readonly schedule: Schedule;
  readonly validFrom: number | null;
  readonly validTo: number | null;
  /** What the rule's owner wants people to read when it refuses them. */
  readonly reasonText?: BilingualText | undefined;
}

export function isInForce(rule: Rule, now: number): boolean {
  return (rule.validFrom === null || rule.validFrom <= now) && !hasEnded(rule, now);
}

export function hasEnded(rule: Rule, now: number): boolean {
  return rule.validTo !== null && rule.validTo <= now;
}
