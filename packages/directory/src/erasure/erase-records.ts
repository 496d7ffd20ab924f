import type { Tx } from '@onecampus/database';
import { announceErasure } from './announce-erasure.ts';
import { buryIdentifiers } from './bury-identifiers.ts';
import { closePeople } from './close-people.ts';
import { destroyHistory } from './destroy-history.ts';
import { emptyAffiliations, emptyRecords } from './empty-records.ts';
import { endMemberships, endRoles } from './end-rights.ts';
import type { Erasure } from './erased-record.ts';
import { dropMarks, forgetMatching } from './forget-matching.ts';
import { lockLivingRecords } from './lock-records.ts';

/**
 * Erases source records: values, history, keys, identifiers, marks and rights; and the person of whom nothing is left with
 * them. About twenty statements however many the records; again with the same ones is no change. What stays is told in
 * docs/decisions/0015-erasure-destroys-keys.md.
 *
 * @param tx across universities: whether a person is known elsewhere is no single university's knowledge.
 * @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 */
export async function eraseRecords(
  tx: Tx,
  dataKey: Uint8Array,
  order: { readonly recordIds: readonly string[]; readonly by: string },
): Promise<Erasure> {
  const records = await lockLivingRecords(tx, order.recordIds);
  const ids = records.map(({ id }) => id);
  const identifiers = await buryIdentifiers(tx, dataKey, ids);
  const versions = await destroyHistory(tx, ids);
  await forgetMatching(tx, ids);
  const affiliations = await emptyAffiliations(tx, ids);
  await emptyRecords(tx, ids);
  const memberships = await endMemberships(tx, ids);
  const roles = await endRoles(tx, ids, order.by);
  await dropMarks(tx, records);
  const people = [...new Set(records.map(({ personId }) => personId))];
  const erasedPeople = await closePeople(tx, people, order.by);
  await announceErasure(tx, records, erasedPeople);
  const destroyed = { records: ids.length, identifiers, versions, affiliations, memberships, roles };
  return { records, destroyed, erasedPeople };
}
