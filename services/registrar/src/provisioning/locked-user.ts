import type { Tx } from '@onecampus/database';
import { lockRecord, type SourceRecord } from '@onecampus/directory';
import type { IfMatch } from '@onecampus/scim';
import type { StoredUser } from '../rules/scim/stored-user.ts';
import { findUser } from '../store/scim/users.ts';
import { changedMeanwhile, isId, noSuch } from './refusals.ts';

/**
 * A User held until the transaction ends, if his version is one of those named. Whoever comes second waits here and sees
 * what the first one left. @throws ScimError 404, 412.
 */
export async function lockedUser(
  tx: Tx,
  id: string,
  ifMatch: IfMatch | undefined,
): Promise<{ record: SourceRecord; before: StoredUser }> {
  const record = isId(id) ? await lockRecord(tx, id) : undefined;
  const before = record && (await findUser(tx, id, false));
  if (!record || !before) throw noSuch('User');
  if (!isMatched(ifMatch, record.version)) throw changedMeanwhile();
  return { record, before };
}

export function isMatched(ifMatch: IfMatch | undefined, version: number): boolean {
  return ifMatch === undefined || ifMatch === '*' || ifMatch.includes(String(version));
}
