import type { Tx } from '@onecampus/database';
import type { IfMatch } from '@onecampus/scim';
import type { StoredGroup } from '../rules/scim/stored-group.ts';
import { lockGroup } from '../store/scim/groups.ts';
import { isMatched } from './locked-user.ts';
import { changedMeanwhile, isId, noSuch } from './refusals.ts';

/** A Group held until the transaction ends, if its version is one of those named. @throws ScimError 404, 412. */
export async function lockedGroup(tx: Tx, id: string, ifMatch: IfMatch | undefined): Promise<StoredGroup> {
  const group = isId(id) ? await lockGroup(tx, id) : undefined;
  if (!group) throw noSuch('Group');
  if (!isMatched(ifMatch, group.version)) throw changedMeanwhile();
  return group;
}
