import { checkSubject } from './check-subject.ts';
import { isInCompiledAudience } from './compile-audience.ts';
import type { CompiledRule, CompiledRules, CompiledZone } from './compile-rules.ts';
import type { Action, Decision } from './decision.ts';
import { refuse } from './evaluate.ts';
import { firstPermitted, LOOK_AHEAD_MS, passesByItself, subjectInstants } from './next-allowed.ts';
import type { Subject } from './subject.ts';

const EXIT_ALLOWED: Decision = Object.freeze({ decision: true, reasonCode: 'exit_allowed', ruleId: null });
const NO_RULE = Object.freeze(refuse('no_rule'));
const OUTSIDE_SCHEDULE = Object.freeze(refuse('outside_schedule'));

/**
 * The same answer as `evaluate` for the zone and rules that were compiled, many times faster. A zone that was not
 * compiled is an unknown one. The decision may be shared between calls: read it, do not change it.
 */
export function evaluateCompiled(
  compiled: CompiledRules,
  zoneId: string | null,
  subject: Subject | null,
  now: number,
  action: Action = 'enter',
): Decision {
  if (action === 'exit') return EXIT_ALLOWED;
  const zone = zoneId === null ? undefined : compiled.zones.get(zoneId);
  const decision = decideAt(zone, subject, now);
  if (decision.decision || zone === undefined || subject === null) return decision;
  if (!passesByItself(decision.reasonCode)) return decision;
  const next = nextAllowedFrom(zone, subject, now);
  return next === undefined ? decision : { ...decision, nextAllowedFrom: next };
}

function decideAt(zone: CompiledZone | undefined, subject: Subject | null, at: number): Decision {
  const fault = checkSubject(subject, at);
  if (fault !== null || subject === null) return refuse(fault ?? 'unknown');
  if (zone === undefined) return refuse('zone_unknown');

  const minute = zone.clock.minuteOfWeek(at);
  let opensAtOtherTimes = false;
  for (const rule of zone.rules) {
    if (at >= rule.validTo || !isInCompiledAudience(rule.audience, subject, at)) continue;
    if (at >= rule.validFrom && isOpenAt(rule, minute)) return rule.decision;
    if (rule.permits) opensAtOtherTimes = true;
  }
  return opensAtOtherTimes ? OUTSIDE_SCHEDULE : NO_RULE;
}

function isOpenAt({ openMinutes }: CompiledRule, minute: number): boolean {
  return openMinutes === null || (openMinutes[minute >>> 5]! & (1 << (minute & 31))) !== 0;
}

/** Walks the zone's prepared moments up to the first that lets in, then sees whether the person's own come earlier. */
function nextAllowedFrom(zone: CompiledZone, subject: Subject, now: number): number | undefined {
  const isPermitted = (at: number) => decideAt(zone, subject, at).decision;
  const own = firstPermitted(subjectInstants(subject), now, isPermitted);
  for (const at of zone.changesAfter(now)) {
    if (at <= now) continue;
    if (at > now + LOOK_AHEAD_MS || (own !== undefined && at >= own)) break;
    if (isPermitted(at)) return at;
  }
  return own;
}
