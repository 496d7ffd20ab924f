import { type Actor, findGroup, findUniversity, type Group, insertGroup, withinUniversity } from '@onecampus/directory';
import { groupChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

/** Creates a group of a university. @throws DomainError `university.unknown`; `row.duplicate` where its name or key is taken. */
export async function createGroup(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly university: string;
    readonly displayName: string;
    readonly externalId: string | null;
  },
): Promise<Group> {
  const { by, displayName, externalId } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const group = await withinUniversity(registry.db, universityId, async (tx) => {
    const groupId = registry.newId();
    await insertGroup(tx, { id: groupId, displayName, externalId });
    await groupChanged(tx, { by, universityId, groupId, what: 'created' });
    return (await findGroup(tx, groupId))!;
  });
  registry.waker.wake();
  return group;
}
