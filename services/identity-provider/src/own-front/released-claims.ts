import { findPersonIdByReference, findProfile } from '@onecampus/directory';
import type { Context } from '../context.ts';
import { claimsFor, type ReleasedClaims } from '../releases/claims-for.ts';
import { findAccountByReference } from '../store/accounts.ts';
import type { Client } from '../store/clients.ts';

/** What a service may be told of a person, under the names of the claims; lists where there may be several values. */
export type Released = {
  readonly personId: string;
  /** The university whose record gives the name. */
  readonly universityId: string | undefined;
  readonly sub: string;
  readonly claims: ReleasedClaims;
  /** Kinds of belonging that are in effect now, whatever of them the service is told. */
  readonly affiliations: readonly string[];
};

/**
 * What this service is told, on record before it leaves (as at the userinfo endpoint). `undefined` where the account does
 * not stand any more.
 */
export async function releasedClaims(
  context: Context,
  asked: {
    readonly accountId: string;
    readonly client: Client;
    readonly scope: string;
    readonly sessionUid?: string;
    readonly occasion: string;
  },
): Promise<Released | undefined> {
  const { db, universities, config } = context;
  const [account, personId] = await Promise.all([
    findAccountByReference(db, asked.accountId),
    findPersonIdByReference(db, asked.accountId),
  ]);
  if (account?.state !== 'active' || personId === undefined) return undefined;
  const [{ sub, claims }, profile] = await Promise.all([
    claimsFor({ db, universities, issuer: config.issuer }, asked),
    findProfile(db, personId),
  ]);
  return {
    personId,
    universityId: profile?.universityId,
    sub,
    claims,
    affiliations: profile?.affiliations.map((one) => one.affiliation) ?? [],
  };
}
