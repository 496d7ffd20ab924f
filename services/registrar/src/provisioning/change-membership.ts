import type { Tx } from '@onecampus/database';
import { recordChange } from '@onecampus/directory';
import { currentRequestId } from '@onecampus/runtime';
import { ScimError } from '@onecampus/scim';
import {
  addMembers,
  countUsersAmong,
  keepMembers,
  type MembershipChange,
  removeMembers,
} from '../store/scim/group-members.ts';
import { auditProvisioning } from './audit-provisioning.ts';
import type { Caller } from './caller.ts';
import { isId } from './refusals.ts';

export function membershipChange({ by, university }: Caller, groupId: string): MembershipChange {
  return { groupId, universityId: university.id, by, requestId: currentRequestId() };
}

/** Makes Users members. @throws ScimError 400 invalidValue where one is no User of this university: then nobody is added. */
export async function addUsers(tx: Tx, change: MembershipChange, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const known = ids.every(isId) ? await countUsersAmong(tx, ids) : 0;
  if (known < ids.length) {
    throw new ScimError(
      400,
      'A member is no User of this university; no member of this operation was added.',
      'invalidValue',
    );
  }
  return addMembers(tx, change, ids);
}

/** Ends memberships. Who is no member is none afterwards either. */
export async function removeUsers(tx: Tx, change: MembershipChange, ids: readonly string[]): Promise<number> {
  const possible = ids.filter(isId);
  return possible.length === 0 ? 0 : removeMembers(tx, change, possible);
}

/** Exactly these and no others. */
export async function replaceUsers(tx: Tx, change: MembershipChange, ids: readonly string[]): Promise<number> {
  return (await keepMembers(tx, change, ids.filter(isId))) + (await addUsers(tx, change, ids));
}

/** A line of the feed and an entry of the trail, in the transaction of the change. */
export async function announceGroup(
  tx: Tx,
  caller: Caller,
  groupId: string,
  what: 'created' | 'changed' | 'deleted',
  members: number,
): Promise<void> {
  await recordChange(tx, { topic: 'group.changed', entityId: groupId, universityId: caller.university.id });
  await auditProvisioning(tx, caller, {
    action: `scim-group.${what}`,
    subject: `group:${groupId}`,
    details: { members },
  });
}
