import type { Evidence } from './evidence.ts';
import type { Frequencies } from './frequencies.ts';
import { isTwoGivenNames } from './is-two-given-names.ts';
import type { MatchModel } from './model/match-model.ts';
import { secondProof } from './second-proof.ts';

/**
 * Whether a score may link without asking, however high it is. Never with another birth date, and never by a name and a birth
 * date alone: two people who share a rare name are often of one people, where it is not rare. What twins share (birth date, family name,
 * patronymic, their mother's e-mail) never makes up for a given name that is not quite the same.
 */
export function mayLinkByScore(evidence: Evidence, frequencies: Frequencies, model: MatchModel): boolean {
  if (evidence.birthDate !== 'equal' || evidence.patronymic === 'different') return false;
  if (isTwoGivenNames(evidence, frequencies, model) || evidence.given === 'missing') return false;
  switch (secondProof(evidence, frequencies, model)) {
    case 'strong':
      return evidence.given === 'equal' || evidence.family === 'equal';
    case 'personal':
      return evidence.given === 'equal';
    case 'none':
      return false;
  }
}
