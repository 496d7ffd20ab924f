import { recordDisclosures } from '@onecampus/directory';
import { type ClaimName, type KnownClaims, personClaims } from '../rules/claims.ts';
import { released, restsOnConsent } from '../rules/consent.ts';
import { releasesOf } from '../rules/releases-of.ts';
import type { Client } from '../store/clients.ts';
import { findConsent } from '../store/consents.ts';
import { subjectFor } from '../subjects/subject-for.ts';
import { personFacts, type ReleaseSources } from './person-facts.ts';
import { policyFor } from './policy-for.ts';

export interface ClaimsRequest {
  /** The account's public reference. */
  readonly accountId: string;
  /** The person behind it, where that is known already. */
  readonly personId?: string;
  readonly client: Client;
  /** Scopes that were granted, separated by spaces. */
  readonly scope: string;
  /** Claims that were asked for by name, whatever the scopes say. */
  readonly claims?: readonly string[];
  /** The session in which the person came; it says for which university he acts. */
  readonly sessionUid?: string | undefined;
  /**
   * What the release is for, as a hash: of an access token, a SAML response, a ticket. The same occasion is on record once,
   * however often it asks.
   */
  readonly occasion: string | undefined;
}

export type ReleasedClaims = Readonly<Partial<Record<ClaimName, string | true | readonly string[]>>>;

/**
 * What one service is told about one person, at this moment: what it asks for, as far as its policy allows and, where that
 * rests on consent, the person has agreed. It is on record before it is given away; a release that cannot be recorded is
 * none. Whoever releases anything anywhere does it through this.
 */
export async function claimsFor(
  sources: ReleaseSources,
  { accountId, personId, client, scope, claims = [], sessionUid, occasion }: ClaimsRequest,
): Promise<{ readonly sub: string; readonly claims: ReleasedClaims }> {
  const { db } = sources;
  const policy = await policyFor(db, client, { referenceId: accountId, sessionUid });
  const [sub, consent] = await Promise.all([
    subjectFor(sources, { referenceId: accountId, client }),
    restsOnConsent(policy) ? findConsent(db, { referenceId: accountId, clientId: client.id }) : undefined,
  ]);
  const allowed = released(policy, { scope, claims }, consent);
  if (allowed.length === 0) return { sub, claims: {} };
  const facts = await personFacts(sources, { referenceId: accountId, personId, sessionUid }, allowed);
  if (!facts) return { sub, claims: {} };
  const known = personClaims(facts);
  const told = allowed.filter((claim) => known[claim] !== undefined);
  await recordDisclosures(
    db,
    releasesOf(known, { personId: facts.profile.personId, clientId: client.id, policy, claims: told, occasion }),
  );
  return { sub, claims: valuesOf(known, told) };
}

function valuesOf(known: KnownClaims, told: readonly ClaimName[]): ReleasedClaims {
  return Object.fromEntries(told.map((claim) => [claim, known[claim]!.value]));
}
