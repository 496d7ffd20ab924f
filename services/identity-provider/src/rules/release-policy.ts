import { type ClaimName, claimNames, isClaimName } from './claims.ts';
import { type Bundle, claimsOfBundle, claimsOfScope } from './claims-of-scope.ts';

/** GDPR article 6, 152-FZ article 6; `consent` means that the person is asked. */
export const releaseBases = ['consent', 'contract', 'law', 'public-task', 'legitimate-interest'] as const;
export type ReleaseBasis = (typeof releaseBases)[number];

export type ClaimRule = {
  readonly basis: ReleaseBasis;
  /** Without it the service cannot be used; what is asked for besides may be refused one by one. */
  readonly required: boolean;
};

/** A decision that is on record (store/release-policies.ts). */
export type StoredReleasePolicy = {
  readonly version: number;
  readonly bundle: Bundle | null;
  readonly purposeRu: string | null;
  readonly purposeEn: string | null;
  readonly claims: Readonly<Record<string, ClaimRule>>;
};

/** What a service may be told of people, and why. Claims that are not in it are not told, whatever is asked. */
export type ReleasePolicy = {
  /** Raised with every change; 0 where nobody decided anything beyond the scopes. */
  readonly version: number;
  readonly bundle: Bundle | null;
  readonly purpose: { readonly ru: string; readonly en: string } | null;
  readonly claims: ReadonlyMap<ClaimName, ClaimRule>;
  /** Whether people are asked before the service knows anything at all, be it only that they came. */
  readonly asksFirst: boolean;
  /** Not the universities' own: what gives it power to act for somebody is asked for by itself. */
  readonly foreign: boolean;
};

type PolicyClient = {
  readonly scope: string;
  readonly firstParty: boolean;
  readonly releasePolicy?: StoredReleasePolicy | null;
};

/**
 * The policy of a service: the decision on record, or what its scopes say. An application of the universities' own rests on
 * the contract with them; any other one on what each person agrees to.
 */
export function policyOf(client: PolicyClient): ReleasePolicy {
  const decided = client.releasePolicy;
  if (decided) {
    return {
      version: decided.version,
      bundle: decided.bundle,
      purpose:
        decided.purposeRu !== null && decided.purposeEn !== null
          ? { ru: decided.purposeRu, en: decided.purposeEn }
          : null,
      claims: new Map(Object.entries(decided.claims).filter(isKnown)),
      asksFirst: false,
      foreign: !client.firstParty,
    };
  }
  const rule: ClaimRule = { basis: client.firstParty ? 'contract' : 'consent', required: true };
  return {
    version: 0,
    bundle: null,
    purpose: null,
    claims: new Map(claimsAsked({ scope: client.scope, claims: [] }).map((claim) => [claim, rule])),
    asksFirst: !client.firstParty,
    foreign: !client.firstParty,
  };
}

/**
 * The policy of a university's service for people of other universities: nobody but they themselves decides what it is told of
 * them, whatever its own university has said.
 */
export function policyOfAnothers(client: PolicyClient): ReleasePolicy {
  const policy = policyOf({ ...client, firstParty: false });
  const asked = [...policy.claims].map(([claim, rule]) => [claim, { ...rule, basis: 'consent' }] as const);
  return { ...policy, claims: new Map(asked) };
}

function isKnown(entry: [string, ClaimRule]): entry is [ClaimName, ClaimRule] {
  return isClaimName(entry[0]);
}

/** The claims of a bundle as a policy has them: all of them required, as the category says. */
export function claimsOfBundlePolicy(bundle: Bundle, basis: ReleaseBasis): Record<string, ClaimRule> {
  return Object.fromEntries(claimsOfBundle[bundle].map((claim) => [claim, { basis, required: true }]));
}

/** Claims that a request means: those of its scopes, and those it names (OpenID Connect Core §5.5). */
export function claimsAsked(asked: { readonly scope: string; readonly claims: readonly string[] }): ClaimName[] {
  const ofScopes: Readonly<Record<string, readonly string[]>> = claimsOfScope;
  const wanted = new Set([...asked.scope.split(' ').flatMap((scope) => ofScopes[scope] ?? []), ...asked.claims]);
  return claimNames.filter((claim) => wanted.has(claim));
}
