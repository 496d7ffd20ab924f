import { withinUniversity } from '@onecampus/directory';
import type { IfMatch, ScimResource } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { announceGroup, membershipChange, replaceUsers } from '../../provisioning/change-membership.ts';
import { lockedGroup } from '../../provisioning/locked-group.ts';
import type { Registry } from '../../registry.ts';
import { readGroup } from '../../rules/scim/said-group.ts';
import type { StoredGroup } from '../../rules/scim/stored-group.ts';
import { findGroup, updateGroup } from '../../store/scim/groups.ts';

/** Replaces a Group, its members included; without members said it has none. @throws ScimError 400, 404, 412. */
export async function replaceGroup(
  registry: Registry,
  caller: Caller,
  order: { readonly id: string; readonly resource: ScimResource; readonly ifMatch: IfMatch | undefined },
): Promise<StoredGroup> {
  const said = readGroup(order.resource);
  const replaced = await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const before = await lockedGroup(tx, order.id, order.ifMatch);
    const changed = await replaceUsers(tx, membershipChange(caller, order.id), said.members ?? []);
    const externalId = said.externalId ?? before.externalId;
    if (changed > 0 || said.displayName !== before.displayName || externalId !== before.externalId) {
      await updateGroup(tx, { id: order.id, displayName: said.displayName, externalId }, before.version);
      await announceGroup(tx, caller, order.id, 'changed', changed);
    }
    return (await findGroup(tx, order.id, true))!;
  });
  registry.waker.wake();
  return replaced;
}
