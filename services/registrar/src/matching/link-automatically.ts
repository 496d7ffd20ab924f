import {
  acrossUniversities,
  closeAnsweredRequests,
  listNeverMatches,
  loadRecordsOfPeople,
  mergePeople,
} from '@onecampus/directory';
import { peopleRegrouped } from '../match-events.ts';
import type { Registry } from '../registry.ts';
import { objectsToLink } from '../rules/object-to-link.ts';
import { waitForMergesAtMost } from '../store/wait-for-merges.ts';
import type { Judged } from './judge-batch.ts';

/** Longer than any ordinary write; a roll that is being written is not waited for, the record stays due instead. */
const wait_ms = 500;
const matcher = 'service:matcher';

/**
 * Makes the two people one, unless what is said of them by now forbids it: `objected` asks people instead.
 *
 * @throws DomainError `database.busy` where somebody is writing one of their records.
 */
export function linkAutomatically(
  registry: Registry,
  { record, decision }: Judged,
): Promise<'linked' | 'one_already' | 'objected'> {
  const byNationalNumber = decision.reason === 'national_number';
  return acrossUniversities(registry.db, async (tx) => {
    await waitForMergesAtMost(tx, wait_ms);
    const people = [record.personId, decision.personId!] as const;
    const records = await loadRecordsOfPeople(tx, people);
    const [ones, others] = people.map((id) => records.filter(({ personId }) => personId === id));
    // Somebody merged one of them meanwhile: what was judged is not what there is; the next look will tell.
    if (ones!.length === 0 || others!.length === 0) return 'one_already';
    const neverMatches = await listNeverMatches(
      tx,
      ones!.map(({ id }) => id),
    );
    if (objectsToLink(ones!, others!, neverMatches, byNationalNumber)) return 'objected';
    const method = decision.reason === 'score' ? 'scored' : 'exact';
    const merged = await mergePeople(tx, [...people], {
      id: registry.newId(),
      method,
      reason: decision.reason,
      decidedBy: [matcher],
      modelVersion: decision.modelVersion,
    });
    if (!merged) return 'one_already';
    await closeAnsweredRequests(tx, merged.survivorId);
    await peopleRegrouped(tx, { by: matcher, what: 'merged', merged, method });
    return 'linked';
  });
}
