import { isScope } from '@onecampus/tokens';
import type { ClaimName } from './claims.ts';
import { claimsAsked, type ReleasePolicy } from './release-policy.ts';

/** A yes that stands: to which policy, to what, and what was refused. */
export type Consent = {
  readonly policyVersion: number;
  readonly claims: readonly string[];
  readonly declined: readonly string[];
  readonly scopes: readonly string[];
};

export type AskedRelease = { readonly scope: string; readonly claims: readonly string[] };

/** What a service gets of what it asks for: what its policy allows, and, where that is consent, what was agreed to. */
export function released(policy: ReleasePolicy, asked: AskedRelease, consent: Consent | undefined): ClaimName[] {
  const agreed = new Set(consent?.claims);
  return claimsAsked(asked).filter((claim) => {
    const rule = policy.claims.get(claim);
    return rule !== undefined && (rule.basis !== 'consent' || agreed.has(claim));
  });
}

/** Whether a release rests on somebody's yes in any part, so that his yes has to be looked up. */
export function restsOnConsent(policy: ReleasePolicy): boolean {
  return policy.foreign || [...policy.claims.values()].some((rule) => rule.basis === 'consent');
}

/**
 * Whether the person has to be asked: something of the request rests on a yes that was not given, or was given to a policy
 * that has changed since. What was refused is not asked for at every sign-in.
 */
export function mustAsk(policy: ReleasePolicy, asked: AskedRelease, consent: Consent | undefined): boolean {
  const claims = claimsNeedingYes(policy, asked);
  const scopes = scopesNeedingYes(policy, asked.scope);
  if (claims.length === 0 && scopes.length === 0) return false;
  if (consent === undefined || consent.policyVersion !== policy.version) return true;
  const answered = new Set([...consent.claims, ...consent.declined]);
  return claims.some((claim) => !answered.has(claim)) || scopes.some((scope) => !consent.scopes.includes(scope));
}

/** Of what is asked, the claims that go out only with a yes. */
export function claimsNeedingYes(policy: ReleasePolicy, asked: AskedRelease): ClaimName[] {
  return claimsAsked(asked).filter((claim) => policy.claims.get(claim)?.basis === 'consent');
}

/**
 * Of what is asked, the scopes that an application gets only with a yes: at one that is not the universities' own, those
 * that let it act for somebody, by an API of ours or after he has gone; where nobody decided about it, every one.
 */
export function scopesNeedingYes(policy: ReleasePolicy, scope: string): string[] {
  if (!policy.foreign) return [];
  const asked = scope.split(' ').filter((one) => one !== '');
  return policy.asksFirst ? asked : asked.filter((one) => one === 'offline_access' || isScope(one));
}
