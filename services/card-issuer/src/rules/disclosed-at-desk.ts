import type { Disclosure, PersonProfile } from '@onecampus/directory';
import type { Operator } from './operator.ts';

/**
 * What a librarian of one university learns from another one by opening a reader who is none of his own university's people:
 * the name from the university that gives it, affiliations from those that say them. Nothing where the reader is his own.
 */
export function disclosedAtDesk(profile: PersonProfile, by: Operator): Disclosure[] {
  const { universityId } = by;
  const known = new Set([profile.universityId, ...profile.affiliations.map((one) => one.universityId)]);
  if (universityId === undefined || known.has(universityId)) return [];
  return [...known].map((from) => ({
    personId: profile.personId,
    fromUniversityId: from,
    to: `university:${universityId}`,
    attributes: [
      ...(from === profile.universityId ? ['name', 'birth_year'] : []),
      ...(profile.affiliations.some((one) => one.universityId === from) ? ['affiliations'] : []),
    ],
    // The shared library card is what the universities agreed on.
    basis: 'contract',
    purpose: 'lookup',
  }));
}
