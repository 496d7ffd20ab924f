import type { Db } from '@onecampus/database';
import { findSecondFactors, type SecondFactors } from '../store/second-factors.ts';

/** What somebody has besides his password. */
export function ownSecondFactors({ db }: { readonly db: Db }, personId: string): Promise<SecondFactors> {
  return findSecondFactors(db, personId);
}
