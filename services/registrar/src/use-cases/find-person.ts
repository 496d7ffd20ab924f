import type { Tx } from '@onecampus/database';
import {
  type Actor,
  acrossUniversities,
  type Disclosure,
  findPeopleByIdentifier,
  findProfile,
  findUniversity,
  type GrantedRole,
  type IdentifierScheme,
  listRolesOfPerson,
  type PersonProfile,
  recordAudit,
  recordDisclosures,
} from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { universitiesOfPerson } from '../store/living-records.ts';
import {
  listIdentifiersOfPerson,
  listRecordsOfPerson,
  type PersonIdentifier,
  type PersonRecord,
} from '../store/people.ts';

/** How a person is looked for: by the id of the directory, the eppn, or a number with or without its university. */
export type WantedPerson =
  | { readonly id: string }
  | { readonly scheme: IdentifierScheme; readonly value: string; readonly university?: string | undefined };

export interface ShownPerson extends PersonProfile {
  readonly records: readonly PersonRecord[];
  readonly identifiers: readonly PersonIdentifier[];
  readonly roles: readonly GrantedRole[];
}

/**
 * Everybody who fits: usually one; several where two universities gave the same number and none was named. Each person that
 * is shown is a look, and each look is on record. @throws DomainError `university.unknown`.
 */
export function findPerson(
  registry: Registry,
  order: { readonly by: Actor; readonly wanted: WantedPerson },
): Promise<ShownPerson[]> {
  return acrossUniversities(registry.db, (tx) => findAndRecord(tx, order));
}

async function findAndRecord(tx: Tx, order: { by: Actor; wanted: WantedPerson }): Promise<ShownPerson[]> {
  const ids = await idsOf(tx, order.wanted);
  const people: ShownPerson[] = [];
  for (const wantedId of ids) {
    const profile = await findProfile(tx, wantedId);
    if (!profile) continue;
    // Who became part of another is that other.
    const id = profile.personId;
    const records = await listRecordsOfPerson(tx, id);
    const identifiers = await listIdentifiersOfPerson(tx, id);
    const roles = await listRolesOfPerson(tx, id);
    await recordAudit(tx, {
      actor: order.by,
      action: 'person.viewed',
      subject: `person:${id}`,
      details: { by: 'id' in order.wanted ? 'id' : order.wanted.scheme },
    });
    await recordDisclosures(tx, disclosedByLookup(id, await universitiesOfPerson(tx, id), order.by));
    people.push({ ...profile, records, identifiers, roles });
  }
  return people;
}

/** Whoever asks across universities learns what each of them said. */
function disclosedByLookup(
  personId: string,
  universities: readonly { readonly id: string }[],
  by: Actor,
): Disclosure[] {
  if (by === 'unknown' || by.startsWith('terminal:')) return [];
  return universities.map(({ id: fromUniversityId }) => ({
    personId,
    fromUniversityId,
    to: by as Disclosure['to'],
    attributes: ['name', 'birth_date', 'email', 'identifiers', 'affiliations', 'roles'],
    basis: 'contract',
    purpose: 'lookup',
  }));
}

async function idsOf(tx: Tx, wanted: WantedPerson): Promise<string[]> {
  if ('id' in wanted) return [wanted.id];
  const scope =
    wanted.university === undefined ? undefined : (await findUniversity(tx, wanted.university)).homeOrganization;
  const found = await findPeopleByIdentifier(tx, {
    value: wanted.value,
    schemes: [wanted.scheme],
    ...(scope === undefined ? {} : { scope }),
  });
  return [...new Set(found.map((one) => one.personId))];
}
