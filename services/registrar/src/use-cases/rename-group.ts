import {
  type Actor,
  findGroup,
  findUniversity,
  type Group,
  renameGroup as rename,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { groupChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

/** Renames a group; the same name again is no change. @throws DomainError `university.unknown`, `group.unknown`, `row.duplicate`. */
export async function renameGroup(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly groupId: string; readonly displayName: string },
): Promise<Group> {
  const { by, groupId, displayName } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const group = await withinUniversity(registry.db, universityId, async (tx) => {
    const changed = await rename(tx, groupId, displayName);
    if (changed) await groupChanged(tx, { by, universityId, groupId, what: 'renamed' });
    const found = await findGroup(tx, groupId);
    if (!found) throw new DomainError('group.unknown', 'The university has no such group.');
    return found;
  });
  registry.waker.wake();
  return group;
}
