import { withinUniversity } from '@onecampus/directory';
import type { Caller } from '../../provisioning/caller.ts';
import { isId, noSuch } from '../../provisioning/refusals.ts';
import type { Registry } from '../../registry.ts';
import type { StoredUser } from '../../rules/scim/stored-user.ts';
import { findUser } from '../../store/scim/users.ts';

/** One User of the university. @throws ScimError 404, whoever else the id belongs to. */
export async function showUser(
  registry: Registry,
  caller: Caller,
  wanted: { readonly id: string; readonly withGroups: boolean },
): Promise<StoredUser> {
  if (!isId(wanted.id)) throw noSuch('User');
  const user = await withinUniversity(registry.db, caller.university.id, (tx) =>
    findUser(tx, wanted.id, wanted.withGroups),
  );
  if (!user) throw noSuch('User');
  return user;
}
