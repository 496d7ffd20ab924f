import { type CompiledAudience, compileAudience } from './compile-audience.ts';
import type { Decision } from './decision.ts';
import { decisionOf } from './evaluate.ts';
import { ruleInstants, scheduleInstants } from './next-allowed.ts';
import type { Rule } from './rule.ts';
import { isWeeklyWindow, type Schedule, type WeeklyWindow } from './schedule.ts';
import type { Zone } from './zone.ts';
import { MINUTES_PER_DAY, MINUTES_PER_WEEK, type ZoneClock, zoneClock } from './zone-clock.ts';

const DAY = 86_400_000;

export interface CompiledRule {
  readonly decision: Decision;
  readonly permits: boolean;
  readonly validFrom: number;
  readonly validTo: number;
  readonly audience: CompiledAudience;
  /** One bit per minute of the week; null is always. Rules with equal schedules share one. */
  readonly openMinutes: Uint32Array | null;
}

export interface CompiledZone {
  readonly zone: Zone;
  readonly clock: ZoneClock;
  /** Strongest class first, denies before permits, then by id: the first that applies decides. */
  readonly rules: readonly CompiledRule[];
  /** The moments after the start of `now`'s UTC day at which the answer may change for a reason other than the person. */
  changesAfter(now: number): readonly number[];
}

/** Made by `compileRules`, read by `evaluateCompiled`; replace it as a whole when a rule or zone changes. */
export interface CompiledRules {
  readonly zones: ReadonlyMap<string, CompiledZone>;
}

/**
 * Prepares rules for many decisions. Rules of zones that are not listed are left out, so a gate may compile its own
 * zones only. Throws RangeError for an unknown time zone or a window outside its bounds, naming the rule.
 */
export function compileRules(zones: readonly Zone[], rules: readonly Rule[]): CompiledRules {
  const bitmaps = new Map<string, Uint32Array>();
  const byZone = Map.groupBy(rules, (rule) => rule.zoneId);
  return { zones: new Map(zones.map((zone) => [zone.id, compileZone(zone, byZone.get(zone.id) ?? [], bitmaps)])) };
}

function compileZone(zone: Zone, rules: readonly Rule[], bitmaps: Map<string, Uint32Array>): CompiledZone {
  const clock = zoneClock(zone.timeZone);
  let cachedDay = Number.NaN;
  let cached: readonly number[] = [];
  return {
    zone,
    clock,
    rules: rules.toSorted(byPrecedence).map((rule) => compileRule(rule, bitmaps)),
    changesAfter(now) {
      const day = Math.floor(now / DAY);
      if (day !== cachedDay) {
        // Reaching from the end of the day keeps the whole look-ahead inside the cached list all day long.
        const instants = [day * DAY, (day + 1) * DAY].flatMap((at) => scheduleInstants(rules, clock, at));
        cached = [...new Set([...instants, ...ruleInstants(rules)])].sort((a, b) => a - b);
        cachedDay = day;
      }
      return cached;
    },
  };
}

function byPrecedence(a: Rule, b: Rule): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.effect !== b.effect) return a.effect === 'deny' ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function compileRule(rule: Rule, bitmaps: Map<string, Uint32Array>): CompiledRule {
  if (rule.schedule !== 'always' && !rule.schedule.every(isWeeklyWindow)) {
    throw new RangeError(`rule ${rule.id}: a window is outside weekdays 1–7, from 0–1439 or to 0–1440`);
  }
  return {
    decision: Object.freeze(decisionOf(rule)),
    permits: rule.effect === 'permit',
    validFrom: rule.validFrom ?? Number.NEGATIVE_INFINITY,
    validTo: rule.validTo ?? Number.POSITIVE_INFINITY,
    audience: compileAudience(rule.audience),
    openMinutes: openMinutesOf(rule.schedule, bitmaps),
  };
}

function openMinutesOf(schedule: Schedule, bitmaps: Map<string, Uint32Array>): Uint32Array | null {
  if (schedule === 'always') return null;
  const key = JSON.stringify(schedule.map(({ weekdays, from, to }) => [weekdays, from, to]));
  let bits = bitmaps.get(key);
  if (bits === undefined) {
    bits = new Uint32Array(MINUTES_PER_WEEK / 32);
    for (const window of schedule) fillWindow(bits, window);
    bitmaps.set(key, bits);
  }
  return bits;
}

function fillWindow(bits: Uint32Array, { weekdays, from, to }: WeeklyWindow): void {
  const length = to > from ? to - from : MINUTES_PER_DAY - from + to;
  for (const weekday of weekdays) {
    const start = (weekday - 1) * MINUTES_PER_DAY + from;
    for (let minute = start; minute < start + length; minute += 1) {
      const wrapped = minute % MINUTES_PER_WEEK;
      bits[wrapped >>> 5]! |= 1 << (wrapped & 31);
    }
  }
}
