import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { findNamedRecovery, listRecoveries as list, type NamedRecovery } from '../store/recoveries.ts';

const shown_max = 100;

/** What goes on at a university's desk first, then what is over, each the latest first. */
export function listRecoveries({ db }: { readonly db: Db }, universityId: string): Promise<NamedRecovery[]> {
  return list(db, universityId, shown_max);
}

/** @throws DomainError `recovery.unknown`, also where it is another university's. */
export async function showRecovery(
  { db }: { readonly db: Db },
  universityId: string,
  id: string,
): Promise<NamedRecovery> {
  const recovery = await findNamedRecovery(db, universityId, id);
  if (!recovery) throw new DomainError('recovery.unknown', 'There is no such recovery.');
  return recovery;
}
