import type { Evidence } from './evidence.ts';
import type { MatchRecord } from './match-record.ts';

/** `never`: these two are not one human. `not_automatic`: if they are, people say so. */
export type Veto = {
  readonly strength: 'never' | 'not_automatic';
  readonly reason: 'never_match' | 'same_source' | 'birth_date' | 'given_name' | 'national_number' | 'orcid' | 'sex';
};

export type VetoOptions = {
  /** Ids of records about which somebody decided that they are not the human of `a`. */
  readonly neverMatch: ReadonlySet<string>;
  /** Other live records of the person that the record belongs to already: they come along, so they may forbid too. */
  readonly alongside?: readonly MatchRecord[];
};

/** What forbids a link however high the score is; null where nothing does. */
export function veto(a: MatchRecord, b: MatchRecord, evidence: Evidence, options: VetoOptions): Veto | null {
  if (a.id !== b.id && options.neverMatch.has(b.id)) return { strength: 'never', reason: 'never_match' };
  if (evidence.source === 'same') return { strength: 'never', reason: 'same_source' };
  if (evidence.birthDate === 'different') {
    return { strength: isNumbered(evidence) ? 'not_automatic' : 'never', reason: 'birth_date' };
  }
  // Twins: everything else may be equal, and their mother's telephone too.
  if (evidence.given === 'different' && !isNumbered(evidence)) return { strength: 'never', reason: 'given_name' };
  if (evidence.nationalNumber === 'different') {
    // Two numbers and nothing but a name and a day in common is what homonyms look like.
    const proven =
      evidence.document === 'equal' ||
      evidence.orcid === 'equal' ||
      evidence.email === 'equal' ||
      evidence.phone === 'equal';
    return { strength: proven ? 'not_automatic' : 'never', reason: 'national_number' };
  }
  if (evidence.orcid === 'different') return { strength: 'not_automatic', reason: 'orcid' };
  if (evidence.sex === 'different') return { strength: 'not_automatic', reason: 'sex' };
  return null;
}

function isNumbered({ nationalNumber, document, orcid }: Evidence): boolean {
  return nationalNumber === 'equal' || document === 'equal' || orcid === 'equal';
}
