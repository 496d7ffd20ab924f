import { consortiumChain } from '@onecampus/audit-chain';
import type { Db, Tx } from '@onecampus/database';
import { acrossUniversities } from '../boundary/across-universities.ts';
import { withinUniversity } from '../boundary/within-university.ts';

/** Runs `work` in one transaction that reads one chain: within its university; the consortium's own as the steward. */
export function withinChain<Result>(db: Db, chain: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return chain === consortiumChain ? acrossUniversities(db, work) : withinUniversity(db, chain, work);
}
