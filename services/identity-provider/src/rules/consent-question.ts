import { createHash } from 'node:crypto';
import { type ClaimGroup, claimGroups, groupsOf } from './claim-groups.ts';
import type { KnownClaims } from './claims.ts';
import { type AskedRelease, type Consent, claimsNeedingYes, scopesNeedingYes } from './consent.ts';
import { claimsAsked, type ReleaseBasis, type ReleasePolicy } from './release-policy.ts';

/** One thing that a service would be told. */
export type AskedThing = {
  readonly group: ClaimGroup;
  /** Exactly what it would read at this moment; none where there is nothing yet. */
  readonly values: readonly string[];
  readonly basis: ReleaseBasis;
  /** Agreed to with the whole, or by itself. */
  readonly required: boolean;
};

export type ConsentQuestion = {
  readonly things: readonly AskedThing[];
  /** What it could do besides knowing. */
  readonly scopes: readonly string[];
  /** Stands for what is asked here: an answer to another question is none. */
  readonly seal: string;
};

/** What is laid before a person: everything that the service would be told, with its values, and what of it he decides. */
export function consentQuestion(policy: ReleasePolicy, asked: AskedRelease, known: KnownClaims): ConsentQuestion {
  const told = claimsAsked(asked).filter((claim) => policy.claims.has(claim));
  const things = groupsOf(told).map((group): AskedThing => {
    const claims = told.filter((claim) => (claimGroups[group] as readonly string[]).includes(claim));
    const rules = claims.map((claim) => policy.claims.get(claim)!);
    const shown = known[claims[0]!]?.value ?? [];
    return {
      group,
      values: typeof shown === 'boolean' ? [] : [shown].flat(),
      basis: rules.find((rule) => rule.basis === 'consent')?.basis ?? rules[0]!.basis,
      required: rules.some((rule) => rule.required),
    };
  });
  const scopes = scopesNeedingYes(policy, asked.scope);
  const meant = [policy.version, things.map(({ group, basis, required }) => [group, basis, required]), told, scopes];
  return { things, scopes, seal: createHash('sha256').update(JSON.stringify(meant)).digest('base64url') };
}

/** What somebody agreed to who allowed the whole and chose these of the things that he could leave out. */
export function answeredWith(policy: ReleasePolicy, asked: AskedRelease, chosen: readonly ClaimGroup[]): Consent {
  const open = claimsNeedingYes(policy, asked);
  const given = open.filter(
    (claim) =>
      policy.claims.get(claim)?.required === true ||
      chosen.some((group) => (claimGroups[group] as readonly string[]).includes(claim)),
  );
  return {
    policyVersion: policy.version,
    claims: given,
    declined: open.filter((claim) => !given.includes(claim)),
    scopes: scopesNeedingYes(policy, asked.scope),
  };
}
