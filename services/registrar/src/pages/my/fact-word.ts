import { type Html, type Locale, StatusBadge, type Tone } from '@onecampus/pages';
import type { Dispute, DisputedFact } from '../../rules/dispute.ts';
import { disputeWords } from './dispute-words.ts';

/** What a dispute is about. */
export function factWord(locale: Locale, fact: DisputedFact): string {
  const say = disputeWords(locale);
  const words: Readonly<Record<DisputedFact, string>> = {
    person: say.factPerson,
    name: say.factName,
    birth_date: say.factBirthDate,
    email: say.factEmail,
    phone: say.factPhone,
    national_number: say.factNationalNumber,
    affiliation: say.factAffiliation,
    identifier: say.factIdentifier,
    group: say.factGroup,
    entitlement: say.factEntitlement,
  };
  return words[fact];
}

const tones = { open: 'info', answered: 'neutral', corrected: 'ok', rejected: 'warn' } as const satisfies Record<
  Dispute['state'],
  Tone
>;

export function DisputeBadge(locale: Locale, state: Dispute['state']): Html {
  return StatusBadge({ tone: tones[state], label: disputeWords(locale)[state] });
}
