import { isClaimName } from './claims.ts';
import { type Bundle, claimsOfBundle } from './claims-of-scope.ts';
import type { RegistrationFault } from './client-registration.ts';
import { type ClaimRule, claimsOfBundlePolicy, type ReleaseBasis, type StoredReleasePolicy } from './release-policy.ts';

/** What somebody wants a service to be told. */
export type AskedReleasePolicy = {
  readonly bundle?: Bundle | undefined;
  /** On what the claims of the bundle rest. */
  readonly bundle_basis?: ReleaseBasis | undefined;
  readonly purpose?: { readonly ru: string; readonly en: string } | undefined;
  /** Besides the bundle, or otherwise than it. */
  readonly claims: Readonly<Record<string, ClaimRule>>;
};

/** Everything that makes a policy unfit, each with its field. */
export function releasePolicyFaults(asked: AskedReleasePolicy): RegistrationFault[] {
  const faults = Object.entries(asked.claims).flatMap(([claim, rule]): RegistrationFault[] => {
    if (!isClaimName(claim)) return [{ field: `claims.${claim}`, message: 'is no claim that we know' }];
    return rule.required || rule.basis === 'consent'
      ? []
      : [{ field: `claims.${claim}`, message: 'what is not required rests on consent alone' }];
  });
  const unsaid = asked.bundle === undefined ? [] : claimsOfBundle[asked.bundle].filter((claim) => !asked.claims[claim]);
  if (unsaid.length > 0 && asked.bundle_basis === undefined)
    faults.push({ field: 'bundle_basis', message: 'must say on what the bundle rests' });
  return faults;
}

/** The decision as it is kept: the bundle's claims written out, so that it means the same for ever. */
export function decidedPolicy(asked: AskedReleasePolicy): Omit<StoredReleasePolicy, 'version'> {
  const { bundle, bundle_basis, purpose, claims } = asked;
  return {
    bundle: bundle ?? null,
    purposeRu: purpose?.ru ?? null,
    purposeEn: purpose?.en ?? null,
    claims: { ...(bundle && bundle_basis ? claimsOfBundlePolicy(bundle, bundle_basis) : {}), ...claims },
  };
}
