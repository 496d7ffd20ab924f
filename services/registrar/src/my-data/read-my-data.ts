import type { Tx } from '@onecampus/database';
import {
  findCanonicalPersonId,
  type GrantedRole,
  listLiveMerges,
  listPersonalUniqueCodes,
  listRolesOfPerson,
  type MergeEvent,
  type PersonalUniqueCode,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Dispute } from '../rules/dispute.ts';
import { listDisputesOfPerson } from '../store/disputes.ts';
import {
  listMyAffiliations,
  listMyEntitlements,
  listMyGroups,
  listMyIdentifiers,
  listMyRecords,
  type MyAffiliation,
  type MyEntitlement,
  type MyGroup,
  type MyIdentifier,
  type MyRecord,
} from '../store/my-data.ts';

const disputes_max = 100;

/** What one university says of the person. */
export interface MyPart {
  readonly universityId: string;
  readonly records: readonly MyRecord[];
  readonly affiliations: readonly MyAffiliation[];
  readonly identifiers: readonly MyIdentifier[];
  readonly personalUniqueCodes: readonly PersonalUniqueCode[];
  readonly groups: readonly MyGroup[];
}

/** Everything that is said of a person, for himself. */
export interface MyData {
  readonly personId: string;
  readonly parts: readonly MyPart[];
  readonly entitlements: readonly MyEntitlement[];
  readonly roles: readonly GrantedRole[];
  /** Merges that made him one and could be undone, the latest first. */
  readonly merges: readonly MergeEvent[];
  readonly disputes: readonly Dispute[];
}

/** Everything that is said of a person, at one moment. @throws DomainError `person.unknown`, of an erased person as well. */
export async function readMyData(tx: Tx, anyId: string): Promise<MyData> {
  const personId = await findCanonicalPersonId(tx, anyId);
  const records = personId === undefined ? [] : await listMyRecords(tx, personId);
  if (personId === undefined || records.length === 0)
    throw new DomainError('person.unknown', 'There is no such person.');
  const affiliations = await listMyAffiliations(tx, personId);
  const identifiers = await listMyIdentifiers(tx, personId);
  const personalUniqueCodes = await listPersonalUniqueCodes(tx, personId);
  const groups = await listMyGroups(tx, personId);
  const parts = [...new Set(records.map((one) => one.universityId))].map((universityId) => {
    const own = <Said extends { universityId: string }>(all: readonly Said[]) =>
      all.filter((one) => one.universityId === universityId);
    return {
      universityId,
      records: own(records),
      affiliations: own(affiliations),
      identifiers: own(identifiers),
      personalUniqueCodes: own(personalUniqueCodes),
      groups: own(groups),
    };
  });
  return {
    personId,
    parts,
    entitlements: await listMyEntitlements(tx, personId),
    roles: await listRolesOfPerson(tx, personId),
    merges: await listLiveMerges(tx, personId),
    disputes: await listDisputesOfPerson(tx, personId, disputes_max),
  };
}
