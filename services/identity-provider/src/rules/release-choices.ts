import { type ClaimGroup, claimGroupNames, claimGroups, groupsOf } from './claim-groups.ts';
import { type Bundle, claimsOfBundle } from './claims-of-scope.ts';
import type { ClaimRule, ReleaseBasis, ReleasePolicy } from './release-policy.ts';
import type { AskedReleasePolicy } from './release-policy-faults.ts';

/** What can be decided about one thing that is known of people. */
export const releaseChoices = [
  'never',
  'consent',
  'consent-optional',
  'contract',
  'public-task',
  'legitimate-interest',
  'law',
] as const;
export type ReleaseChoice = (typeof releaseChoices)[number];
export type ReleaseChoices = Readonly<Record<ClaimGroup, ReleaseChoice>>;

export const bundleNames = Object.keys(claimsOfBundle) as Bundle[];

/** A policy as a form shows it: one choice for each thing. */
export function choicesOf(policy: ReleasePolicy): ReleaseChoices {
  return choices((group) => {
    const rule = claimGroups[group].map((claim) => policy.claims.get(claim)).find((one) => one !== undefined);
    if (!rule) return 'never';
    return rule.basis === 'consent' && !rule.required ? 'consent-optional' : choiceOf(rule.basis);
  });
}

/** The choices that make a REFEDS bundle, all on one ground. */
export function choicesOfBundle(bundle: Bundle, basis: ReleaseBasis): ReleaseChoices {
  const inBundle = groupsOf(claimsOfBundle[bundle]);
  return choices((group) => (inBundle.includes(group) ? choiceOf(basis) : 'never'));
}

/** What was chosen, as a policy; it has a bundle's name where it is just that bundle, all of it required. */
export function policyOfChoices(
  chosen: ReleaseChoices,
): Pick<AskedReleasePolicy, 'claims'> & { bundle: Bundle | undefined } {
  const groups = claimGroupNames.filter((group) => chosen[group] !== 'never');
  const claims = Object.fromEntries(
    groups.flatMap((group) => claimGroups[group].map((claim): [string, ClaimRule] => [claim, ruleOf(chosen[group])])),
  );
  const bundle = groups.some((group) => chosen[group] === 'consent-optional')
    ? undefined
    : bundleNames.find((name) => groupsOf(claimsOfBundle[name]).join() === groups.join());
  return { claims, bundle };
}

function choices(of: (group: ClaimGroup) => ReleaseChoice): ReleaseChoices {
  return Object.fromEntries(claimGroupNames.map((group) => [group, of(group)])) as ReleaseChoices;
}

function choiceOf(basis: ReleaseBasis): ReleaseChoice {
  return basis;
}

function ruleOf(choice: ReleaseChoice): ClaimRule {
  if (choice === 'never') throw new Error('what is never told has no rule');
  return choice === 'consent-optional' ? { basis: 'consent', required: false } : { basis: choice, required: true };
}
