import type { Tx } from '@onecampus/database';
import { withinUniversity } from '@onecampus/directory';
import type { IfMatch, PatchOperation } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import {
  addUsers,
  announceGroup,
  membershipChange,
  removeUsers,
  replaceUsers,
} from '../../provisioning/change-membership.ts';
import { lockedGroup } from '../../provisioning/locked-group.ts';
import type { Registry } from '../../registry.ts';
import { type GroupChange, groupChanges } from '../../rules/scim/group-changes.ts';
import { groupNames } from '../../rules/scim/said-group.ts';
import { updateGroup } from '../../store/scim/groups.ts';

const memberChanges = { add: addUsers, remove: removeUsers, replace: replaceUsers } as const;

/**
 * Changes a Group by rows: ten thousand new members are one INSERT, and the members there are are never read. All
 * operations or none. Returns the version afterwards. @throws ScimError 400, 404, 412.
 */
export async function patchGroup(
  registry: Registry,
  caller: Caller,
  order: {
    readonly id: string;
    readonly operations: readonly PatchOperation[];
    readonly ifMatch: IfMatch | undefined;
  },
): Promise<number> {
  const changes = groupChanges(order.operations);
  const version = await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const before = await lockedGroup(tx, order.id, order.ifMatch);
    const names = groupNames(Object.assign(namesNow(before), ...changes.map(namesOf)));
    const members = await changeMembers(tx, caller, order.id, changes);
    if (members === 0 && names.displayName === before.displayName && names.externalId === before.externalId) {
      return before.version;
    }
    const after = await updateGroup(tx, { id: order.id, ...names }, before.version);
    await announceGroup(tx, caller, order.id, 'changed', members);
    return after!;
  });
  registry.waker.wake();
  return version;
}

async function changeMembers(tx: Tx, caller: Caller, id: string, changes: readonly GroupChange[]): Promise<number> {
  const membership = membershipChange(caller, id);
  let changed = 0;
  for (const change of changes) {
    if (change.kind !== 'name') changed += await memberChanges[change.kind](tx, membership, change.ids);
  }
  return changed;
}

function namesOf(change: GroupChange): Record<string, unknown> {
  if (change.kind !== 'name') return {};
  const { kind: _, ...names } = change;
  return names;
}

function namesNow({
  displayName,
  externalId,
}: {
  displayName: string;
  externalId: string | null;
}): Record<string, unknown> {
  return { displayName, externalId };
}
