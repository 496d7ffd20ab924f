import { type Db, transaction } from '@onecampus/database';
import { findPersonIdByReference } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { consentGiven } from '../events/releases.ts';
import { policyFor } from '../releases/policy-for.ts';
import type { ClaimGroup } from '../rules/claim-groups.ts';
import type { AskedRelease } from '../rules/consent.ts';
import { answeredWith } from '../rules/consent-question.ts';
import type { Client } from '../store/clients.ts';
import { replaceConsent } from '../store/consents.ts';

/** Keeps what a person agreed to, until he withdraws it or is asked about something else. */
export async function giveConsent(
  db: Db,
  answer: {
    readonly client: Client;
    readonly referenceId: string;
    readonly sessionUid: string | undefined;
    readonly asked: AskedRelease;
    /** Of what he could leave out, what he gave. */
    readonly chosen: readonly ClaimGroup[];
    readonly locale: 'ru' | 'en';
  },
): Promise<void> {
  const { client, referenceId, asked, chosen, locale } = answer;
  const consent = answeredWith(await policyFor(db, client, answer), asked, chosen);
  // Where nothing rests on his yes there is nothing to remember: the application only wished him to be told.
  if (consent.claims.length + consent.declined.length + consent.scopes.length === 0) return;
  const personId = await findPersonIdByReference(db, referenceId);
  if (personId === undefined) return;
  await transaction(db, async (tx) => {
    await replaceConsent(tx, { referenceId, clientId: client.id }, { ...consent, id: uuidv7(), locale });
    await consentGiven(tx, personId, { clientId: client.id, claims: consent.claims, declined: consent.declined });
  });
}
