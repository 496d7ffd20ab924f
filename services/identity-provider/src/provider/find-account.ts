import type { Db } from '@onecampus/database';
import { findOwnEmail, findPersonIdByReference, findProfile, recordDisclosures } from '@onecampus/directory';
import { hashToken } from '@onecampus/tokens';
import type { FindAccount } from 'oidc-provider';
import { personClaims } from '../rules/claims.ts';
import { type Release, releasesOf } from '../rules/releases-of.ts';
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
  return async (ctx, sub, token) => {
    const [account, personId] = await stored(() =>
      Promise.all([findAccountByReference(stores.db, sub), findPersonIdByReference(stores.db, sub)]),
    );
    if (account?.state !== 'active' || personId === undefined) return undefined;
    return {
      accountId: sub,
      claims: async (use, scope) => {
        if (use !== 'userinfo') return { sub };
        const { client } = ctx.oidc;
        const to = client && { clientId: client.clientId, firstParty: client['first_party'] === true };
        const occasion = token && 'jti' in token ? hashToken(String(token.jti)) : undefined;
        return stored(() => claimsOf(stores, { personId, sub, scope, to, occasion }));
      },
    };
  };
}

/** What is given away is on record before it leaves: a release that could not be recorded is none. */
async function claimsOf(
  { db, universities }: { db: Db; universities: UniversityList },
  asked: { personId: string; sub: string; scope: string; to: Release['to'] | undefined; occasion: string | undefined },
) {
  const { personId, sub, scope, to, occasion } = asked;
  const [profile, email, list] = await Promise.all([
    findProfile(db, personId),
    findOwnEmail(db, personId),
    universities.all(),
  ]);
  if (!profile) return { sub };
  const homeOrganization = list.find((one) => one.id === profile.universityId)?.homeOrganization;
  const claims = { ...personClaims(profile, { email, homeOrganization }), sub };
  if (to) await recordDisclosures(db, releasesOf(profile, claims, { scope, to, occasion }));
  return claims;
}
