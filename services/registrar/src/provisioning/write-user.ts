import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '@onecampus/database';
import {
  announceRecord,
  changeRecord,
  dueForMatching,
  giveIdentifiers,
  type RecordStatement,
  type SourceRecord,
} from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import type { SaidUser } from '../rules/scim/said-user.ts';
import type { StoredUser } from '../rules/scim/stored-user.ts';
import { writableUser } from '../rules/scim/user-resource.ts';
import { updateUser } from '../store/scim/users.ts';
import { auditProvisioning } from './audit-provisioning.ts';
import type { Caller } from './caller.ts';
import { followUserType } from './follow-user-type.ts';
import { recordStatement } from './record-statement.ts';

/**
 * Writes what is said now of a User whose record is locked; `before` is what was said, absent where he was deleted. What is
 * the same word for word changes nothing, not even the version.
 */
export async function writeUser(
  tx: Tx,
  registry: Registry,
  caller: Caller,
  user: { readonly record: SourceRecord; readonly before: StoredUser | undefined; readonly said: SaidUser },
): Promise<void> {
  const { record, before, said } = user;
  const active = said.active ?? before?.active ?? true;
  const nationalNumberMark =
    said.nationalNumber === undefined ? record.nationalNumberMark : registry.markNationalNumber(said.nationalNumber);
  if (before && nationalNumberMark === record.nationalNumberMark && saysTheSame(before, said, active)) return;

  const after = recordStatement(said, { ...record, nationalNumberMark });
  await changeRecord(tx, registry.dataKey, record, after);
  await updateUser(tx, record.id, active, said);
  await giveIdentifiers(tx, registry.dataKey, { ...record, recordId: record.id }, said.identifiers);
  const ofAffiliation = await followUserType(tx, registry, caller, { id: record.id, active, said });
  if (said.isNamed && isRecognisedOtherwise(record, after)) await dueForMatching(tx, record);
  await announceRecord(tx, { ...record, ofPerson: true, ofAffiliation });
  await auditProvisioning(tx, caller, {
    action: before ? 'scim-user.changed' : 'scim-user.restored',
    subject: `person:${record.personId}`,
    details: { record: record.id, fields: before ? changedFields(before, said, active) : [] },
  });
}

function asSaid(said: SaidUser, active: boolean) {
  return writableUser({ ...said, active });
}

function saysTheSame(before: StoredUser, said: SaidUser, active: boolean): boolean {
  return isDeepStrictEqual(writableUser(before), JSON.parse(JSON.stringify(asSaid(said, active))));
}

function changedFields(before: StoredUser, said: SaidUser, active: boolean): string[] {
  const [old, now] = [writableUser(before), asSaid(said, active)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => !isDeepStrictEqual(old[key], now[key]))
    .sort();
}

function isRecognisedOtherwise(before: SourceRecord, after: RecordStatement): boolean {
  return before.nationalNumberMark !== after.nationalNumberMark || !isDeepStrictEqual(before.values, after.values);
}
