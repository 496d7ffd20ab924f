import { withinUniversity } from '@onecampus/directory';
import type { Caller } from '../../provisioning/caller.ts';
import { isId, noSuch } from '../../provisioning/refusals.ts';
import type { Registry } from '../../registry.ts';
import type { StoredGroup } from '../../rules/scim/stored-group.ts';
import { findGroup } from '../../store/scim/groups.ts';

/** One Group of the university; its members are read only where they are wanted. @throws ScimError 404. */
export async function showGroup(
  registry: Registry,
  caller: Caller,
  wanted: { readonly id: string; readonly withMembers: boolean },
): Promise<StoredGroup> {
  if (!isId(wanted.id)) throw noSuch('Group');
  const group = await withinUniversity(registry.db, caller.university.id, (tx) =>
    findGroup(tx, wanted.id, wanted.withMembers),
  );
  if (!group) throw noSuch('Group');
  return group;
}
