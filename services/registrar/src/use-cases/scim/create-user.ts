import type { Tx } from '@onecampus/database';
import {
  announceRecord,
  dueForMatching,
  findNamesake,
  giveIdentifiers,
  insertRecord,
  lockRecord,
  takePerson,
  withinUniversity,
} from '@onecampus/directory';
import type { ScimResource } from '@onecampus/scim';
import { auditProvisioning } from '../../provisioning/audit-provisioning.ts';
import type { Caller } from '../../provisioning/caller.ts';
import { followUserType } from '../../provisioning/follow-user-type.ts';
import { recordStatement } from '../../provisioning/record-statement.ts';
import { taken } from '../../provisioning/refusals.ts';
import { writeUser } from '../../provisioning/write-user.ts';
import type { Registry } from '../../registry.ts';
import { dayIn } from '../../rules/read-date.ts';
import { readUser } from '../../rules/scim/read-user.ts';
import type { SaidUser } from '../../rules/scim/said-user.ts';
import type { StoredUser } from '../../rules/scim/stored-user.ts';
import { takeScimSource } from '../../store/scim/scim-source.ts';
import { findNamedUsers, findUser, insertUser } from '../../store/scim/users.ts';

/**
 * Takes a new User: a record of the university's own, linked to the person of the same national number and birth date or
 * to somebody new. A User that was deleted comes back as the same record: told by externalId, or by userName together with
 * the national number. @throws ScimError 409 uniqueness.
 */
export async function createUser(registry: Registry, caller: Caller, resource: ScimResource): Promise<StoredUser> {
  const said = readUser(resource, caller.university, dayIn(caller.university.timeZone, registry.clock.now()));
  const created = await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const deletedId = await findDeletedSelf(tx, registry, said);
    const id = deletedId ?? registry.newId();
    if (deletedId === undefined) await insertNewcomer(tx, registry, caller, id, said);
    else {
      const record = (await lockRecord(tx, id))!;
      await writeUser(tx, registry, caller, { record, before: undefined, said });
    }
    return (await findUser(tx, id, true))!;
  });
  registry.waker.wake();
  return created;
}

/** The deleted User whom this one is; nothing for a newcomer. */
async function findDeletedSelf(tx: Tx, registry: Registry, said: SaidUser): Promise<string | undefined> {
  const named = await findNamedUsers(tx, said);
  if (named.some((one) => !one.deleted)) throw taken('A User of this userName or externalId exists already.');
  const [byKey, byName] = [named.find(({ by }) => by === 'externalId'), named.find(({ by }) => by === 'userName')];
  if (byKey) {
    if (byName && byName.id !== byKey.id)
      throw taken('The userName belonged to another User and is never given again.');
    return byKey.id;
  }
  if (!byName) return undefined;
  const record = await lockRecord(tx, byName.id);
  const isSame =
    record !== undefined &&
    said.nationalNumber !== undefined &&
    record.nationalNumberMark === registry.markNationalNumber(said.nationalNumber) &&
    record.values.birth_date === said.birthDate;
  if (isSame) return byName.id;
  throw taken(
    'The userName belonged to a deleted User; it comes back with the same externalId or national number only.',
  );
}

async function insertNewcomer(tx: Tx, registry: Registry, caller: Caller, id: string, said: SaidUser): Promise<void> {
  const { university } = caller;
  const sourceId = await takeScimSource(tx, university.id, registry.newId());
  const nationalNumberMark =
    said.nationalNumber === undefined ? null : registry.markNationalNumber(said.nationalNumber);
  const statement = recordStatement(said, { id, sourceId, universityId: university.id, nationalNumberMark });
  const personId = await takePerson(tx, {
    personId: registry.newId(),
    referenceId: registry.newReference(),
    knownPersonId: await namesakeOf(tx, said, statement.nameKey),
    nationalNumberMark,
    birthDate: said.birthDate,
  });
  const record = { id, sourceId, universityId: university.id, personId };
  const active = said.active ?? true;
  await insertRecord(tx, { ...record, ...statement });
  await insertUser(tx, { id, universityId: university.id, active, said });
  await giveIdentifiers(tx, registry.dataKey, { ...record, recordId: id }, said.identifiers);
  const ofAffiliation = await followUserType(tx, registry, caller, { id, active, said });
  if (said.isNamed) await dueForMatching(tx, record);
  await announceRecord(tx, { ...record, ofPerson: true, ofAffiliation });
  await auditProvisioning(tx, caller, {
    action: 'scim-user.created',
    subject: `person:${personId}`,
    details: { record: id },
  });
}

/** Whom another system of the university knows by this login and name. */
function namesakeOf(tx: Tx, said: SaidUser, nameKey: string | null): Promise<string | undefined> {
  const login = said.identifiers.find(({ scheme }) => scheme === 'eppn');
  if (login === undefined || nameKey === null) return Promise.resolve(undefined);
  return findNamesake(tx, { login, nameKey, birthDate: said.birthDate });
}
