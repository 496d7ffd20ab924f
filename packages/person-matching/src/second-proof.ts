import type { Evidence } from './evidence.ts';
import type { Frequencies } from './frequencies.ts';
import type { MatchModel } from './model/match-model.ts';

/**
 * What else than name and birth date says that both are one human. `strong`: it belongs to one human. `personal`: an address
 * that spouses, twins and parents share.
 */
export type SecondProof = 'strong' | 'personal' | 'none';

export function secondProof(evidence: Evidence, frequencies: Frequencies, model: MatchModel): SecondProof {
  if (evidence.document === 'equal' || evidence.orcid === 'equal') return 'strong';
  const email = evidence.email === 'equal' && frequencies.email <= model.sharedAddressRecords_max;
  const phone = evidence.phone === 'equal' && frequencies.phone <= model.sharedAddressRecords_max;
  return email || phone ? 'personal' : 'none';
}
