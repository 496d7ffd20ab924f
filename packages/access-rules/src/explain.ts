import type { Decision } from './decision.ts';
import { type ReasonEntry, reasonCodes } from './reason-codes.ts';
import type { Rule } from './rule.ts';
import type { Zone } from './zone.ts';

export const LOCALES = ['ru', 'en'] as const;

export type Locale = (typeof LOCALES)[number];

export interface Explanation {
  /** For the screen of the gate. Gives away neither that a foreign number exists nor that somebody is barred. */
  readonly person: string;
  /** For the guard's screen. */
  readonly guard: string;
}

/** Known to the caller, and only then used: the zone gives the time zone and the rule its owner's own words. */
export interface ExplainedBy {
  readonly zone?: Pick<Zone, 'timeZone'> | null | undefined;
  readonly rule?: Pick<Rule, 'reasonText'> | null | undefined;
}

/**
 * The texts for one decision, each one or two whole sentences. The moment of the next opening is written on the zone's
 * wall clock and left out without a zone. A rule's own words replace the person's text, but for a ban, whose reason
 * only the guard may read.
 */
export function explain(decision: Decision, locale: Locale, { zone, rule }: ExplainedBy = {}): Explanation {
  const entry: ReasonEntry = reasonCodes[decision.reasonCode];
  const words = decision.decision ? undefined : rule?.reasonText?.[locale];
  const barred = decision.reasonCode === 'barred';
  const next = zone && decision.nextAllowedFrom !== undefined ? opening(decision.nextAllowedFrom, locale, zone) : '';
  return {
    person: (words !== undefined && !barred ? words : entry.person[locale]) + next,
    guard: (words !== undefined ? `${entry.guard[locale]} ${words}` : entry.guard[locale]) + next,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function opening(at: number, locale: Locale, { timeZone }: Pick<Zone, 'timeZone'>): string {
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(key, format);
  }
  const when = format.format(at);
  return locale === 'ru' ? ` Вход откроется: ${when}.` : ` You can enter from ${when}.`;
}
