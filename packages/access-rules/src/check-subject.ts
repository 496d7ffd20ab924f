import type { ReasonCode } from './reason-codes.ts';
import { type CardState, isCurrent, type Subject, type SubjectCard } from './subject.ts';

/** A request that was turned down never became a card, so its number is as foreign as any other. */
const STATE_FAULTS: Readonly<Record<CardState, ReasonCode | null>> = {
  requested: 'not_activated',
  rejected: 'unknown',
  cancelled: 'unknown',
  approved: 'not_activated',
  in_production: 'not_activated',
  produced: 'not_activated',
  ready: 'not_activated',
  active: null,
  suspended: 'suspended',
  lost: 'lost',
  stolen: 'stolen',
  damaged: 'damaged',
  replaced: 'replaced',
  revoked: 'revoked',
  closed: 'closed',
};

/**
 * What is wrong with the card or its holder before any rule is looked at, or null. The order is part of the contract,
 * for the first fault found is the reason given: unknown card → state of the card → not yet valid → expired → no
 * current affiliation.
 */
export function checkSubject(subject: Subject | null, now: number): ReasonCode | null {
  if (subject === null) return 'unknown';
  return STATE_FAULTS[subject.card.state] ?? checkValidity(subject.card, now) ?? checkAffiliations(subject, now);
}

function checkValidity(card: SubjectCard, now: number): ReasonCode | null {
  if (card.validFrom !== null && now < card.validFrom) return 'not_yet_valid';
  if (card.validTo !== null && now >= card.validTo) return 'card_expired';
  return null;
}

function checkAffiliations({ affiliations }: Subject, now: number): ReasonCode | null {
  if (affiliations.some((held) => isCurrent(held, now))) return null;
  return affiliations.some((held) => held.validFrom > now) ? 'affiliation_not_started' : 'affiliation_ended';
}
