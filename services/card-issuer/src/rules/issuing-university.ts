import type { CardKind, PersonProfile } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Operator } from './operator.ts';

/**
 * In whose name a card is given out: the librarian's university; for a program the holder's own — the one that gives the
 * name where the holder still belongs to it. A visitor belongs to none, so somebody has to say who invites him. `card.not_entitled` for somebody who belongs to no university now.
 */
export function issuingUniversity(profile: PersonProfile, operator: Operator, kind: CardKind = 'shared'): string {
  if (kind === 'visitor') {
    if (operator.universityId !== undefined) return operator.universityId;
    throw new DomainError('request.malformed', 'A visitor’s card names the university that issues it.');
  }
  const [first] = profile.affiliations;
  if (!first) {
    throw new DomainError('card.not_entitled', 'The person has no affiliation in effect with any member university.');
  }
  if (operator.universityId !== undefined) return operator.universityId;
  const home = profile.affiliations.find((one) => one.universityId === profile.universityId);
  return (home ?? first).universityId;
}
