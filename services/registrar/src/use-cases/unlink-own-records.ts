import { acrossUniversities, listLiveMerges, type Merged, splitPeople } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { peopleRegrouped } from '../match-events.ts';
import type { Registry } from '../registry.ts';
import { waitForMergesAtMost } from '../store/wait-for-merges.ts';

const wait_ms = 10_000;

/**
 * The person himself says that he was taken for somebody else, or wants his accounts apart: whoever had made them one, they
 * are two again and stay so. @throws DomainError `merge.unknown`, also for a merge of others; `merge.undone`.
 */
export async function unlinkOwnRecords(
  registry: Registry,
  order: { readonly personId: string; readonly mergeId: string },
): Promise<Merged> {
  const by = `person:${order.personId}` as const;
  const split = await acrossUniversities(registry.db, async (tx) => {
    await waitForMergesAtMost(tx, wait_ms);
    const own = await listLiveMerges(tx, order.personId);
    if (!own.some(({ id }) => id === order.mergeId)) throw new DomainError('merge.unknown', 'There was no such merge.');
    const done = await splitPeople(tx, order.mergeId, {
      id: registry.newId(),
      method: 'self',
      reason: 'asked by the person',
      decidedBy: [by],
      keepApart: 'person',
    });
    await peopleRegrouped(tx, { by, what: 'split', merged: done, method: 'self' });
    return done;
  });
  registry.waker.wake();
  return split;
}
