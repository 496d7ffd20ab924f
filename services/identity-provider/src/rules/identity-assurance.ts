import type { PersonFacts } from './person-facts.ts';

const raf = 'https://refeds.org/assurance';

/**
 * What can honestly be said of an identity in the words of the REFEDS Assurance Framework 2.0 (values of
 * eduPersonAssurance).
 *
 * - One account is one natural person who can be reached through a university, is known by an identifier that nobody else
 *   ever gets (`sub`, `voperson_id`): `ID/unique`. Logins are never given to somebody else: `ID/eppn-unique-no-reassign`.
 * - Affiliations take effect and end by the clock, and sessions see it at their next look: `ATP/ePA-1d`, hence `1m`.
 * - Somebody whom a university keeps in its own records was proofed by its own procedure, which we do not see: no more than
 *   `IAP/low`. Whoever is at no university now gets nothing of the kind.
 */
export function assuranceOf({ profile, principalNames }: PersonFacts): string[] {
  const belongs = profile.affiliations.some((one) => one.affiliation !== 'library-walk-in');
  return [
    raf,
    `${raf}/version/2`,
    `${raf}/ID/unique`,
    ...(principalNames.length > 0 ? [`${raf}/ID/eppn-unique-no-reassign`] : []),
    ...(belongs ? [`${raf}/IAP/low`] : []),
    `${raf}/ATP/ePA-1m`,
    `${raf}/ATP/ePA-1d`,
  ];
}
