import { personFacts, type ReleaseSources } from '../releases/person-facts.ts';
import { policyFor } from '../releases/policy-for.ts';
import { personClaims } from '../rules/claims.ts';
import type { AskedRelease } from '../rules/consent.ts';
import { type ConsentQuestion, consentQuestion } from '../rules/consent-question.ts';
import { claimsAsked, type ReleasePolicy } from '../rules/release-policy.ts';
import type { Client } from '../store/clients.ts';

/** What a person is asked before a service knows him: the question itself, and the policy that it comes from. */
export async function askConsent(
  sources: ReleaseSources,
  about: {
    readonly client: Client;
    readonly referenceId: string;
    readonly sessionUid: string | undefined;
    readonly asked: AskedRelease;
  },
): Promise<ConsentQuestion & { readonly policy: ReleasePolicy }> {
  const policy = await policyFor(sources.db, about.client, about);
  const told = claimsAsked(about.asked).filter((claim) => policy.claims.has(claim));
  const facts = await personFacts(sources, about, told);
  return { ...consentQuestion(policy, about.asked, facts ? personClaims(facts) : {}), policy };
}
