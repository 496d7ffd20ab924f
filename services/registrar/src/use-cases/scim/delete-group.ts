import { withinUniversity } from '@onecampus/directory';
import type { IfMatch } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { announceGroup, membershipChange, replaceUsers } from '../../provisioning/change-membership.ts';
import { lockedGroup } from '../../provisioning/locked-group.ts';
import type { Registry } from '../../registry.ts';
import { markGroupDeleted } from '../../store/scim/groups.ts';

/** Ends a Group and its memberships; who was in it until now stays on record. @throws ScimError 404, 412. */
export async function deleteGroup(
  registry: Registry,
  caller: Caller,
  order: { readonly id: string; readonly ifMatch: IfMatch | undefined },
): Promise<void> {
  await withinUniversity(registry.db, caller.university.id, async (tx) => {
    await lockedGroup(tx, order.id, order.ifMatch);
    const members = await replaceUsers(tx, membershipChange(caller, order.id), []);
    await markGroupDeleted(tx, order.id);
    await announceGroup(tx, caller, order.id, 'deleted', members);
  });
  registry.waker.wake();
}
