import { isInAudience } from './audience.ts';
import { checkSubject } from './check-subject.ts';
import type { AccessRequest, Decision } from './decision.ts';
import { firstPermitted, passesByItself, ruleInstants, scheduleInstants, subjectInstants } from './next-allowed.ts';
import { PRIORITY } from './priority.ts';
import type { ReasonCode } from './reason-codes.ts';
import { hasEnded, isInForce, type Rule } from './rule.ts';
import { isOpen } from './schedule.ts';
import type { Subject } from './subject.ts';
import type { Zone } from './zone.ts';
import { zoneClock } from './zone-clock.ts';

/**
 * The reference evaluator: slow, obvious, and the meaning of the rules. Every faster engine must answer the same.
 *
 * The order of reasons: leaving is always allowed → faults of the card and its holder (see `checkSubject`) → unknown
 * zone → the rules. Of the rules that apply now, the strongest priority class decides, a deny in it before any permit;
 * of equals the smallest id is named. Nothing applies → refused.
 */
export function evaluate(request: AccessRequest, rules: readonly Rule[]): Decision {
  const decision = decideAt(request, rules, request.now);
  const { subject, zone, now } = request;
  if (subject === null || zone === null || !passesByItself(decision.reasonCode)) return decision;

  const ofZone = rules.filter((rule) => rule.zoneId === zone.id);
  const instants = [
    ...scheduleInstants(ofZone, zoneClock(zone.timeZone), now),
    ...ruleInstants(ofZone),
    ...subjectInstants(subject),
  ];
  const next = firstPermitted(instants, now, (at) => decideAt(request, ofZone, at).decision);
  return next === undefined ? decision : { ...decision, nextAllowedFrom: next };
}

function decideAt({ subject, zone, action }: AccessRequest, rules: readonly Rule[], at: number): Decision {
  if (action === 'exit') return { decision: true, reasonCode: 'exit_allowed', ruleId: null };
  const fault = checkSubject(subject, at);
  if (fault !== null || subject === null) return refuse(fault ?? 'unknown');
  if (zone === null) return refuse('zone_unknown');
  return decideByRules(subject, zone, rules, at);
}

function decideByRules(subject: Subject, zone: Zone, rules: readonly Rule[], at: number): Decision {
  const minute = zoneClock(zone.timeZone).minuteOfWeek(at);
  const concerning = rules.filter((rule) => rule.zoneId === zone.id && isInAudience(rule.audience, subject, at));
  const applicable = concerning.filter((rule) => isInForce(rule, at) && isOpen(rule.schedule, minute));

  if (applicable.length === 0) {
    const opensAtOtherTimes = concerning.some((rule) => rule.effect === 'permit' && !hasEnded(rule, at));
    return refuse(opensAtOtherTimes ? 'outside_schedule' : 'no_rule');
  }
  const strongest = Math.max(...applicable.map((rule) => rule.priority));
  const deciding = applicable.filter((rule) => rule.priority === strongest).sort((a, b) => (a.id < b.id ? -1 : 1));
  const deny = deciding.find((rule) => rule.effect === 'deny');
  return decisionOf(deny ?? deciding[0]!);
}

/** What a rule says when it is the one that decides. */
export function decisionOf(rule: Rule): Decision {
  if (rule.effect === 'permit') return { decision: true, reasonCode: 'ok', ruleId: rule.id };
  if (rule.priority === PRIORITY.safety) return refuse('zone_closed', rule.id);
  return refuse(rule.priority === PRIORITY.ban ? 'barred' : 'policy_denied', rule.id);
}

/** A refusal without a promise. */
export function refuse(reasonCode: ReasonCode, ruleId: string | null = null): Decision {
  return { decision: false, reasonCode, ruleId };
}
