import { PRIORITY, type PriorityClass, type WeeklyWindow } from '@onecampus/access-rules';
import type { RuleRow } from '../store/rules.ts';
import { clockTime, minuteOfDay } from './clock-time.ts';
import type { RuleInput, WindowInput } from './rule-input.ts';

export type RuleContent = Omit<RuleRow, 'id' | 'zoneId'>;

export interface RulePlan {
  readonly add: readonly RuleContent[];
  readonly withdraw: readonly RuleRow[];
}

/** What has to be added and withdrawn so that `wanted` are the rules of a zone; a rule that stays the same stays. */
export function planRules(live: readonly RuleRow[], wanted: readonly RuleInput[]): RulePlan {
  const liveContents = new Map(live.map((row) => [row, JSON.stringify(ruleAsInput(row))]));
  const contents = wanted.map(contentOfInput);
  const wantedTexts = new Set(contents.map((content) => JSON.stringify(ruleAsInput(content))));
  const liveTexts = new Set(liveContents.values());
  return {
    add: contents.filter((content) => !liveTexts.has(JSON.stringify(ruleAsInput(content)))),
    withdraw: live.filter((row) => !wantedTexts.has(liveContents.get(row)!)),
  };
}

/** A rule as the API shows it; the order of its fields is fixed, so that two texts are equal if the rules are. */
export function ruleAsInput(row: RuleContent): RuleInput {
  const { any_of, none_of } = row.audience as RuleInput['audience'];
  const both = (ru: string | null, en: string | null) => (ru !== null && en !== null ? { ru, en } : null);
  return {
    name: row.name,
    effect: row.effect as RuleInput['effect'],
    priority: Object.entries(PRIORITY).find(([, value]) => value === row.priority)![0] as PriorityClass,
    audience: {
      ...(any_of === undefined ? {} : { any_of: any_of.map(atom) }),
      ...(none_of === undefined ? {} : { none_of: none_of.map(atom) }),
    },
    schedule:
      row.schedule === 'always'
        ? row.schedule
        : (row.schedule as WeeklyWindow[]).map(({ weekdays, from, to }) => ({
            weekdays: weekdays.toSorted((a, b) => a - b),
            from: clockTime(from),
            to: clockTime(to),
          })),
    valid_from: row.validFrom === null ? null : new Date(row.validFrom).toISOString(),
    valid_to: row.validTo === null ? null : new Date(row.validTo).toISOString(),
    purpose: both(row.purposeRu, row.purposeEn),
    reason: both(row.reasonRu, row.reasonEn),
  };
}

type Atom = NonNullable<RuleInput['audience']['any_of']>[number];

function atom({ affiliation, scope, person_id }: Atom): Atom {
  return {
    ...(affiliation === undefined ? {} : { affiliation }),
    ...(scope === undefined ? {} : { scope }),
    ...(person_id === undefined ? {} : { person_id }),
  };
}

function contentOfInput(input: RuleInput): RuleContent {
  return {
    name: input.name,
    effect: input.effect,
    priority: PRIORITY[input.priority],
    audience: input.audience,
    schedule: input.schedule === 'always' ? 'always' : input.schedule.map(windowOfInput),
    validFrom: input.valid_from === null ? null : Date.parse(input.valid_from),
    validTo: input.valid_to === null ? null : Date.parse(input.valid_to),
    purposeRu: input.purpose?.ru ?? null,
    purposeEn: input.purpose?.en ?? null,
    reasonRu: input.reason?.ru ?? null,
    reasonEn: input.reason?.en ?? null,
  };
}

function windowOfInput({ weekdays, from, to }: WindowInput): WeeklyWindow {
  return { weekdays, from: minuteOfDay(from), to: minuteOfDay(to) };
}
