import {
  type Actor,
  dropFutureMemberships,
  endMemberships,
  findUniversity,
  deleteGroup as remove,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { groupChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

/** Deletes a group: nobody is in it from this moment, and its name is free. @throws DomainError `university.unknown`, `group.unknown`. */
export async function deleteGroup(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly groupId: string },
): Promise<void> {
  const { by, groupId } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  await withinUniversity(registry.db, universityId, async (tx) => {
    if (!(await remove(tx, groupId))) throw new DomainError('group.unknown', 'The university has no such group.');
    await endMemberships(tx, groupId);
    await dropFutureMemberships(tx, groupId);
    await groupChanged(tx, { by, universityId, groupId, what: 'deleted' });
  });
  registry.waker.wake();
}
