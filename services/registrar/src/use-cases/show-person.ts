import type { Tx } from '@onecampus/database';
import {
  type Actor,
  type Belief,
  type EffectiveEntitlement,
  findUniversity,
  type GrantedRole,
  type GroupOfPerson,
  listBeliefs,
  listBeliefsAsKnown,
  listEffectiveEntitlements,
  listGroupsOfPerson,
  listPersonalUniqueCodes,
  listRolesOfPerson,
  type PersonalUniqueCode,
  readVersions,
  recordAudit,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { type RecordChanged, recordHistory } from '../rules/record-history.ts';
import {
  findOwnPerson,
  listOwnIdentifiers,
  listOwnRecords,
  type OwnIdentifier,
  type OwnRecord,
} from '../store/own-person.ts';

/** A person as one university knows him: by its own records, and by nothing that another one said. */
export interface OwnPerson {
  readonly personId: string;
  readonly referenceId: string;
  readonly records: readonly (OwnRecord & { readonly history: readonly RecordChanged[] })[];
  readonly identifiers: readonly OwnIdentifier[];
  readonly personalUniqueCodes: readonly PersonalUniqueCode[];
  /** What is believed and was believed, on both axes of time. */
  readonly affiliations: readonly Belief[];
  /** What was so at one moment as it was known at another, where that was asked. */
  readonly asKnown: readonly Belief[] | undefined;
  readonly groups: readonly GroupOfPerson[];
  readonly entitlements: readonly EffectiveEntitlement[];
  readonly roles: readonly GrantedRole[];
}

export interface ShowPerson {
  readonly by: Actor;
  readonly university: string;
  readonly personId: string;
  /** As it was at this moment … */
  readonly validAt?: Date | undefined;
  /** … and as it was known at that one. */
  readonly knownAt?: Date | undefined;
}

/**
 * Opens a person; the look is on record. Whom the university has no record of does not exist for it, and whether another
 * one knows him is not told.
 *
 * @throws DomainError `university.unknown`, `person.unknown`.
 */
export async function showPerson(registry: Registry, order: ShowPerson): Promise<OwnPerson> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const found = await findOwnPerson(tx, order.personId);
    const records = found ? await listOwnRecords(tx, universityId, found.personId) : [];
    if (!found || records.length === 0) throw new DomainError('person.unknown', 'The university knows no such person.');
    const { personId } = found;
    const person: OwnPerson = {
      ...found,
      records: await withHistory(tx, registry.dataKey, records),
      identifiers: await listOwnIdentifiers(tx, universityId, personId),
      personalUniqueCodes: await listPersonalUniqueCodes(tx, personId),
      affiliations: await listBeliefs(tx, personId),
      asKnown: await asKnown(tx, personId, order),
      groups: await listGroupsOfPerson(tx, personId),
      entitlements: await listEffectiveEntitlements(tx, personId),
      roles: await listRolesOfPerson(tx, personId),
    };
    await recordAudit(tx, { actor: order.by, action: 'person.viewed', subject: `person:${personId}`, universityId });
    return person;
  });
}

async function withHistory(tx: Tx, dataKey: Uint8Array, records: readonly OwnRecord[]) {
  const shown: OwnPerson['records'][number][] = [];
  for (const record of records) {
    const now = {
      family_name: record.familyName,
      given_name: record.givenName,
      patronymic: record.patronymic,
      birth_date: record.birthDate,
      email: record.email,
      phone: record.phone,
    };
    shown.push({ ...record, history: recordHistory(now, await readVersions(tx, dataKey, record.id)) });
  }
  return shown;
}

async function asKnown(tx: Tx, personId: string, { validAt, knownAt }: ShowPerson): Promise<Belief[] | undefined> {
  if (validAt === undefined && knownAt === undefined) return undefined;
  return listBeliefsAsKnown(tx, { personId, validAt: validAt ?? null, knownAt: knownAt ?? null });
}
