import {
  type Actor,
  addMembers,
  dropFutureMemberships,
  endMemberships,
  findGroup,
  findUniversity,
  type SaidWindow,
  touchGroup,
  windowOf,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { membersChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

export interface ChangeMembers extends SaidWindow {
  readonly by: Actor;
  readonly university: string;
  readonly groupId: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Takes people out of a group, then others in for a window of time (from now on, unless said). Who is in it already stays
 * as he is; whoever the university has no record of is passed over and told by the counts.
 *
 * @throws DomainError `university.unknown`, `group.unknown`; `request.malformed` for a window that ends before it begins.
 */
export async function changeMembers(
  registry: Registry,
  order: ChangeMembers,
): Promise<{ added: string[]; removed: string[] }> {
  const { by, groupId, from, until } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const changed = await withinUniversity(registry.db, universityId, async (tx) => {
    await touchGroup(tx, groupId);
    if (!(await findGroup(tx, groupId))) throw new DomainError('group.unknown', 'The university has no such group.');
    const ended = await endMemberships(tx, groupId, order.remove);
    const dropped = await dropFutureMemberships(tx, groupId, order.remove);
    const window = await windowOf(tx, { from, until });
    const added = await addMembers(tx, { groupId, personIds: order.add, window, addedBy: by });
    const removed = [...new Set([...ended, ...dropped])];
    await membersChanged(tx, { by, universityId, groupId, added, removed });
    return { added, removed };
  });
  registry.waker.wake();
  return changed;
}
