import { withinUniversity } from '@onecampus/directory';
import type { ScimResource } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { addUsers, announceGroup, membershipChange } from '../../provisioning/change-membership.ts';
import type { Registry } from '../../registry.ts';
import { readGroup } from '../../rules/scim/said-group.ts';
import type { StoredGroup } from '../../rules/scim/stored-group.ts';
import { findGroup, insertGroup } from '../../store/scim/groups.ts';

/** Takes a new Group with its members. @throws ScimError 400; DomainError `row.duplicate` for a name that is taken. */
export async function createGroup(registry: Registry, caller: Caller, resource: ScimResource): Promise<StoredGroup> {
  const said = readGroup(resource);
  const id = registry.newId();
  const created = await withinUniversity(registry.db, caller.university.id, async (tx) => {
    await insertGroup(tx, { id, universityId: caller.university.id, ...said });
    const members = await addUsers(tx, membershipChange(caller, id), said.members ?? []);
    await announceGroup(tx, caller, id, 'created', members);
    return (await findGroup(tx, id, true))!;
  });
  registry.waker.wake();
  return created;
}
