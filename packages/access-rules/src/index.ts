export { AFFILIATIONS, type Affiliation, answersTo, impliesMember, isAffiliation } from './affiliation.ts';
export type { Audience, AudienceAtom } from './audience.ts';
export { type CompiledRules, compileRules } from './compile-rules.ts';
export { ACTIONS, type AccessRequest, type Action, type Decision } from './decision.ts';
export { evaluate } from './evaluate.ts';
export { evaluateCompiled } from './evaluate-compiled.ts';
export { type ExplainedBy, type Explanation, explain, LOCALES, type Locale } from './explain.ts';
export { isPriority, PRIORITY, type Priority, type PriorityClass } from './priority.ts';
export { isReasonCode, type ReasonCode, type ReasonEntry, reasonCodes } from './reason-codes.ts';
export { EFFECTS, type Effect, type Rule } from './rule.ts';
export { isWeeklyWindow, type Schedule, type Weekday, type WeeklyWindow } from './schedule.ts';
export {
  CARD_STATES,
  type CardState,
  isCardState,
  isCurrent,
  type Subject,
  type SubjectAffiliation,
  type SubjectCard,
} from './subject.ts';
export { type BilingualText, ZONE_KINDS, type Zone, type ZoneKind } from './zone.ts';
export { isTimeZone } from './zone-clock.ts';
