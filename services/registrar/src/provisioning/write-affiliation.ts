import type { Tx } from '@onecampus/database';
import { announceRecord, lockRecord } from '@onecampus/directory';
import { ScimError } from '@onecampus/scim';
import type { StoredUser } from '../rules/scim/stored-user.ts';
import { findUser } from '../store/scim/users.ts';
import { auditProvisioning } from './audit-provisioning.ts';
import type { Caller } from './caller.ts';
import { isId } from './refusals.ts';

/** The User of an Affiliation, held so that nobody shuts him out meanwhile. @throws ScimError 400 invalidValue. */
export async function userOfAffiliation(tx: Tx, userId: string): Promise<StoredUser> {
  const record = isId(userId) ? await lockRecord(tx, userId) : undefined;
  const user = record && (await findUser(tx, userId, false));
  if (!user) throw new ScimError(400, 'user.value is no User of this university.', 'invalidValue');
  return user;
}

/** A line of the feed and an entry of the trail, in the transaction of the change. */
export async function announceAffiliation(
  tx: Tx,
  caller: Caller,
  affiliation: { readonly id: string; readonly personId: string },
  what: 'created' | 'changed' | 'ended',
): Promise<void> {
  await announceRecord(tx, {
    personId: affiliation.personId,
    universityId: caller.university.id,
    ofPerson: false,
    ofAffiliation: true,
  });
  await auditProvisioning(tx, caller, {
    action: `scim-affiliation.${what}`,
    subject: `person:${affiliation.personId}`,
    details: { affiliation: affiliation.id },
  });
}
