import type { Tx } from '@onecampus/database';
import type { RollAffiliation } from '../rules/roll-field.ts';

/** For how long each affiliation keeps its effect after its last day, as ISO 8601 durations. */
export type Grace = Readonly<Partial<Record<RollAffiliation, string>>>;

export async function saveGrace(tx: Tx, universityId: string, grace: Grace): Promise<void> {
  await tx.raw('update directory.universities set grace = ? where id = ?', [JSON.stringify(grace), universityId]);
}
