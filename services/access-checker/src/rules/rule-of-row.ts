import {
  type Audience,
  type AudienceAtom,
  isAffiliation,
  isPriority,
  isWeeklyWindow,
  type Rule,
  type Schedule,
  type Zone,
} from '@onecampus/access-rules';
import type { RuleRow } from '../store/rules.ts';
import type { ZoneRow } from '../store/zones.ts';

/** A rule with what only people read of it. */
export interface NamedRule extends Rule {
  readonly name: string;
  readonly purpose: { readonly ru: string; readonly en: string } | null;
}

export function zoneOfRow(row: ZoneRow, homeOrganization: string): Zone {
  return {
    id: row.slug,
    kind: row.kind,
    university: homeOrganization,
    title: { ru: row.titleRu, en: row.titleEn },
    timeZone: row.timeZone,
  };
}

/** Turns a stored rule into one that can be compiled. Throws RangeError, naming the rule, if its row makes no sense. */
export function ruleOfRow(row: RuleRow, zoneSlug: string): NamedRule {
  const { effect, priority } = row;
  if ((effect !== 'permit' && effect !== 'deny') || !isPriority(priority)) {
    throw new RangeError(`rule ${row.name}: unknown effect or priority`);
  }
  return {
    id: row.id,
    zoneId: zoneSlug,
    name: row.name,
    effect,
    priority,
    audience: audienceOf(row),
    schedule: scheduleOf(row),
    validFrom: row.validFrom,
    validTo: row.validTo,
    purpose: row.purposeRu !== null && row.purposeEn !== null ? { ru: row.purposeRu, en: row.purposeEn } : null,
    ...(row.reasonRu !== null && row.reasonEn !== null ? { reasonText: { ru: row.reasonRu, en: row.reasonEn } } : {}),
  };
}

function audienceOf({ name, audience }: RuleRow): Audience {
  const { any_of, none_of, ...rest } = audience as Record<string, unknown>;
  if (Object.keys(rest).length > 0) throw new RangeError(`rule ${name}: unknown part of an audience`);
  const atoms = (list: unknown) => {
    if (!Array.isArray(list)) throw new RangeError(`rule ${name}: an audience is a list`);
    return list.map((atom) => atomOf(name, atom));
  };
  return {
    ...(any_of === undefined ? {} : { anyOf: atoms(any_of) }),
    ...(none_of === undefined ? {} : { noneOf: atoms(none_of) }),
  };
}

function atomOf(name: string, value: unknown): AudienceAtom {
  const { affiliation, scope, person_id, ...rest } = value as Record<string, unknown>;
  const fits =
    Object.keys(rest).length === 0 &&
    (affiliation === undefined || isAffiliation(affiliation)) &&
    (scope === undefined || typeof scope === 'string') &&
    (person_id === undefined || typeof person_id === 'string');
  if (!fits) throw new RangeError(`rule ${name}: an audience that nobody understands`);
  return { affiliation, scope, personId: person_id } as AudienceAtom;
}

function scheduleOf({ name, schedule }: RuleRow): Schedule {
  if (schedule === 'always') return schedule;
  if (Array.isArray(schedule) && schedule.every(isWeeklyWindow)) return schedule;
  throw new RangeError(`rule ${name}: a schedule that nobody understands`);
}
