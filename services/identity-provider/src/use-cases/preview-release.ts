import { personFacts, type ReleaseSources } from '../releases/person-facts.ts';
import { type ClaimName, personClaims } from '../rules/claims.ts';
import { policyOf } from '../rules/release-policy.ts';
import type { Client } from '../store/clients.ts';
import { subjectFor } from '../subjects/subject-for.ts';

/** One thing that a service would be told of somebody; without a value where there is none. */
export type PreviewedClaim = { readonly claim: 'sub' | ClaimName; readonly value: string | undefined };

/**
 * What a service would be told of somebody who looks at it himself: by the same policy and facts as a release, and none,
 * for nobody else sees it. What rests on consent is shown as if it had been given.
 */
export async function previewRelease(
  sources: ReleaseSources,
  asked: { readonly client: Client; readonly referenceId: string },
): Promise<PreviewedClaim[]> {
  const claims = [...policyOf(asked.client).claims.keys()];
  const [sub, facts] = await Promise.all([
    subjectFor(sources, { referenceId: asked.referenceId, client: asked.client }),
    personFacts(sources, { referenceId: asked.referenceId, sessionUid: undefined }, claims),
  ]);
  const known = facts ? personClaims(facts) : undefined;
  return [
    { claim: 'sub', value: sub },
    ...claims.map((claim) => {
      const value = known?.[claim]?.value;
      return {
        claim,
        value: value === undefined ? undefined : Array.isArray(value) ? value.join(', ') : String(value),
      };
    }),
  ];
}
