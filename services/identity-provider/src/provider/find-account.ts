import type { Db } from '@onecampus/database';
import { findOwnEmail, findPersonIdByReference, findProfile } from '@onecampus/directory';
import type { FindAccount } from 'oidc-provider';
import { personClaims } from '../rules/claims.ts';
import { findAccountByReference } from '../store/accounts.ts';
import type { UniversityList } from '../university-list.ts';
import { stored } from './protocol-error.ts';

/**
 * Tells the engine whether an account still stands. It is asked at every step, so it is two reads by key at once; a locked
 * account is none at all, nor is one whose person was erased, and whatever it was doing ends here. Somebody who became part of another keeps the account
 * and the `sub` that services know; what is said of him is what is so of the person he is. Names and affiliations are read only for the userinfo endpoint:
 * the ID token says who it is and nothing about them.
 */
export function accountFinder(stores: { db: Db; universities: UniversityList }): FindAccount {
  return async (_ctx, sub) => {
    const [account, personId] = await stored(() =>
      Promise.all([findAccountByReference(stores.db, sub), findPersonIdByReference(stores.db, sub)]),
    );
    if (account?.state !== 'active' || personId === undefined) return undefined;
    return {
      accountId: sub,
      claims: async (use) => (use === 'userinfo' ? stored(() => claimsOf(stores, personId, sub)) : { sub }),
    };
  };
}

async function claimsOf({ db, universities }: { db: Db; universities: UniversityList }, personId: string, sub: string) {
  const [profile, email, list] = await Promise.all([
    findProfile(db, personId),
    findOwnEmail(db, personId),
    universities.all(),
  ]);
  if (!profile) return { sub };
  const homeOrganization = list.find((one) => one.id === profile.universityId)?.homeOrganization;
  return { ...personClaims(profile, { email, homeOrganization }), sub };
}
