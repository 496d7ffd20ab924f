import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

/** What is agreed and decided about releases, as the audit trail keeps it: names of claims, never their values. */

export async function consentGiven(
  tx: Tx,
  personId: string,
  given: { readonly clientId: string; readonly claims: readonly string[]; readonly declined: readonly string[] },
): Promise<void> {
  await recordAudit(tx, {
    actor: `person:${personId}`,
    action: 'consent.given',
    subject: `client:${given.clientId}`,
    details: { claims: given.claims.join(' '), declined: given.declined.join(' ') },
  });
}

export async function consentWithdrawn(tx: Tx, personId: string, clientId: string): Promise<void> {
  await recordAudit(tx, { actor: `person:${personId}`, action: 'consent.withdrawn', subject: `client:${clientId}` });
}

export async function releasePolicySet(
  tx: Tx,
  actor: Actor,
  clientId: string,
  policy: { readonly version: number; readonly claims: readonly string[] },
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: 'release-policy.set',
    subject: `client:${clientId}`,
    details: { version: policy.version, claims: policy.claims.join(' ') },
  });
}
