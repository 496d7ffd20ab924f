import type { Db } from '@onecampus/database';
import {
  findOwnEmail,
  findPersonIdByReference,
  findProfile,
  listEffectiveEntitlements,
  listPersonalUniqueCodes,
  listPrincipalNames,
} from '@onecampus/directory';
import type { ClaimName } from '../rules/claims.ts';
import type { PersonFacts } from '../rules/person-facts.ts';
import { findActingUniversity } from '../store/acting-university.ts';
import type { UniversityList } from '../university-list.ts';

/** Where releases read what they tell. `issuer` is ours: its host is the scope of the consortium's own identifiers. */
export type ReleaseSources = { readonly db: Db; readonly universities: UniversityList; readonly issuer: string };

/**
 * Reads of the directory what the named claims need and nothing else, all at once.
 *
 * @returns `undefined` where there is nobody of this reference any more.
 */
export async function personFacts(
  { db, universities, issuer }: ReleaseSources,
  whom: {
    readonly referenceId: string;
    /** Who that is, where it is known already. */
    readonly personId?: string | undefined;
    readonly sessionUid: string | undefined;
  },
  claims: readonly ClaimName[],
): Promise<PersonFacts | undefined> {
  const personId = whom.personId ?? (await findPersonIdByReference(db, whom.referenceId));
  if (personId === undefined) return undefined;
  const read = <Value>(needed: readonly ClaimName[], work: () => Promise<Value>, none: Value): Promise<Value> =>
    claims.some((claim) => needed.includes(claim)) ? work() : Promise.resolve(none);

  const [profile, email, principalNames, uniqueCodes, entitlements, actingUniversityId, list] = await Promise.all([
    findProfile(db, personId),
    read(['email', 'email_verified'], () => findOwnEmail(db, personId), undefined),
    read(['eduperson_principal_name', 'eduperson_assurance'], () => listPrincipalNames(db, personId), []),
    read(['schac_personal_unique_code'], () => listPersonalUniqueCodes(db, personId), []),
    read(['eduperson_entitlement'], () => listEffectiveEntitlements(db, personId), []),
    read(
      ['schac_home_organization', 'eduperson_principal_name'],
      async () => (whom.sessionUid === undefined ? undefined : findActingUniversity(db, whom.sessionUid)),
      undefined,
    ),
    universities.all(),
  ]);
  return (
    profile && {
      profile,
      referenceId: whom.referenceId,
      email,
      principalNames,
      uniqueCodes,
      entitlements,
      universities: list,
      actingUniversityId,
      consortiumScope: new URL(issuer).hostname,
    }
  );
}
