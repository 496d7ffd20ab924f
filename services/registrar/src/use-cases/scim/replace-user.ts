import { withinUniversity } from '@onecampus/directory';
import type { IfMatch, ScimResource } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { lockedUser } from '../../provisioning/locked-user.ts';
import { writeUser } from '../../provisioning/write-user.ts';
import type { Registry } from '../../registry.ts';
import { dayIn } from '../../rules/read-date.ts';
import { readUser } from '../../rules/scim/read-user.ts';
import type { StoredUser } from '../../rules/scim/stored-user.ts';
import { findUser } from '../../store/scim/users.ts';

/**
 * Replaces what a client may write of a User. What it does not send of its own key, of `active` and of the national number
 * stays, for these are no fields of a form (RFC 7644 §3.5.1). @throws ScimError 404, 409, 412.
 */
export async function replaceUser(
  registry: Registry,
  caller: Caller,
  order: { readonly id: string; readonly resource: ScimResource; readonly ifMatch: IfMatch | undefined },
): Promise<StoredUser> {
  const { university } = caller;
  const today = dayIn(university.timeZone, registry.clock.now());
  const replaced = await withinUniversity(registry.db, university.id, async (tx) => {
    const { record, before } = await lockedUser(tx, order.id, order.ifMatch);
    const kept = before.externalId === null ? {} : { externalId: before.externalId };
    const said = readUser({ ...kept, ...order.resource }, university, today);
    await writeUser(tx, registry, caller, { record, before, said });
    return (await findUser(tx, order.id, true))!;
  });
  registry.waker.wake();
  return replaced;
}
