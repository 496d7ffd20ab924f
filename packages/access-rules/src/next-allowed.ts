import type { ReasonCode } from './reason-codes.ts';
import type { Rule } from './rule.ts';
import { scheduleEdges } from './schedule.ts';
import type { Subject } from './subject.ts';
import { MINUTES_PER_WEEK, type ZoneClock } from './zone-clock.ts';

const MINUTE = 60_000;
const WEEK = MINUTES_PER_WEEK * MINUTE;
/** 1970-01-05, the first Monday after the epoch, as wall-clock time. */
const FIRST_MONDAY = 4 * 86_400_000;

/** How far ahead the next opening is looked for; what lies further is not worth a sentence at a gate. */
export const LOOK_AHEAD_MS = 14 * 86_400_000;

/** Refusals that can pass without anybody doing anything. The others need a person to act, so no time is promised. */
const PASSING: ReadonlySet<ReasonCode> = new Set([
  'not_yet_valid',
  'affiliation_not_started',
  'outside_schedule',
  'policy_denied',
  'zone_closed',
]);

export function passesByItself(reason: ReasonCode): boolean {
  return PASSING.has(reason);
}

/**
 * Every moment in (now, now + look-ahead] at which a schedule of these rules may open or close: the edges of their
 * windows, and the moments at which the wall clock is put forward or back (which may jump over an edge).
 */
export function scheduleInstants(rules: readonly Rule[], clock: ZoneClock, now: number): number[] {
  const edges = [...new Set(rules.flatMap((rule) => scheduleEdges(rule.schedule)))];
  const found: number[] = [];
  for (const { from, to, offset } of clock.segments(now, now + LOOK_AHEAD_MS + 1)) {
    found.push(from);
    const monday = Math.floor((from + offset - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY - offset;
    for (let week = monday; week < to; week += WEEK) {
      for (const edge of edges) {
        const at = week + edge * MINUTE;
        if (at >= from && at < to) found.push(at);
      }
    }
  }
  return found.filter((at) => at > now);
}

/** The moments at which a rule comes into force or ends. */
export function ruleInstants(rules: readonly Rule[]): number[] {
  return rules.flatMap((rule) => [rule.validFrom, rule.validTo]).filter((at) => at !== null);
}

/** The moments at which something about the person or the card begins or ends. */
export function subjectInstants(subject: Subject): number[] {
  const bounds = subject.affiliations.flatMap((held) => [held.validFrom, held.validUntil]);
  return [...bounds, subject.card.validFrom].filter((at) => at !== null);
}

/** The first of `instants` after `now` and within the look-ahead at which `isPermitted` holds. */
export function firstPermitted(
  instants: readonly number[],
  now: number,
  isPermitted: (at: number) => boolean,
): number | undefined {
  return instants
    .filter((at) => at > now && at <= now + LOOK_AHEAD_MS)
    .sort((a, b) => a - b)
    .find(isPermitted);
}
