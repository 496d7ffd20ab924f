import { withinUniversity } from '@onecampus/directory';
import type { IfMatch, PatchOperation } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { lockedUser } from '../../provisioning/locked-user.ts';
import { writeUser } from '../../provisioning/write-user.ts';
import type { Registry } from '../../registry.ts';
import { dayIn } from '../../rules/read-date.ts';
import { applyPatch } from '../../rules/scim/apply-patch.ts';
import { readUser } from '../../rules/scim/read-user.ts';
import type { StoredUser } from '../../rules/scim/stored-user.ts';
import { writableUser } from '../../rules/scim/user-resource.ts';
import { findUser } from '../../store/scim/users.ts';

/** Changes parts of a User: all operations of the PATCH, or none (RFC 7644 §3.5.2). @throws ScimError 400, 404, 409, 412. */
export async function patchUser(
  registry: Registry,
  caller: Caller,
  order: {
    readonly id: string;
    readonly operations: readonly PatchOperation[];
    readonly ifMatch: IfMatch | undefined;
  },
): Promise<StoredUser> {
  const { university } = caller;
  const today = dayIn(university.timeZone, registry.clock.now());
  const patched = await withinUniversity(registry.db, university.id, async (tx) => {
    const { record, before } = await lockedUser(tx, order.id, order.ifMatch);
    const said = readUser(applyPatch(writableUser(before), order.operations), university, today);
    await writeUser(tx, registry, caller, { record, before, said });
    return (await findUser(tx, order.id, true))!;
  });
  registry.waker.wake();
  return patched;
}
