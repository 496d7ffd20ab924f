import { announceRecord, changeRecord, withinUniversity } from '@onecampus/directory';
import type { IfMatch } from '@onecampus/scim';
import { auditProvisioning } from '../../provisioning/audit-provisioning.ts';
import type { Caller } from '../../provisioning/caller.ts';
import { lockedUser } from '../../provisioning/locked-user.ts';
import type { Registry } from '../../registry.ts';
import { endBeliefs } from '../../store/scim/beliefs.ts';
import { endMembershipsOf } from '../../store/scim/group-members.ts';
import { raiseGroups } from '../../store/scim/groups.ts';
import { markUserDeleted } from '../../store/scim/users.ts';

/**
 * Deletes a User for the client: affiliations and memberships end now, the record is marked missing. Nothing is forgotten,
 * and nobody else is ever given the userName. @throws ScimError 404, 412.
 */
export async function deleteUser(
  registry: Registry,
  caller: Caller,
  order: { readonly id: string; readonly ifMatch: IfMatch | undefined },
): Promise<void> {
  await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const { record } = await lockedUser(tx, order.id, order.ifMatch);
    const { sourceKey, values, nationalNumberMark } = record;
    await changeRecord(tx, registry.dataKey, record, {
      sourceKey,
      values,
      nationalNumberMark,
      nameKey: record.nameKey,
      missing: true,
    });
    await endBeliefs(tx, { recordId: record.id, keepGrace: false });
    await raiseGroups(tx, await endMembershipsOf(tx, record.id));
    await markUserDeleted(tx, record.id);
    await announceRecord(tx, { ...record, ofPerson: true, ofAffiliation: true });
    await auditProvisioning(tx, caller, {
      action: 'scim-user.deleted',
      subject: `person:${record.personId}`,
      details: { record: record.id },
    });
  });
  registry.waker.wake();
}
