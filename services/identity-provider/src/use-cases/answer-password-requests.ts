import { type Db, type Tx, transaction } from '@onecampus/database';
import { findAccountHolders } from '@onecampus/directory';
import { type Clock, type Logger, randomToken } from '@onecampus/runtime';
import { hashToken, type KeyEncryptionKey, open, SealError } from '@onecampus/tokens';
import { newPasswordAsked } from '../events/newcomers.ts';
import { type ForgottenName, passwordRequestPlace } from '../mail/password-request.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { emailAddressOf } from '../rules/email-address.ts';
import { parseSignInName } from '../rules/sign-in-name.ts';
import { listAccountsByAddress, listAddressesToTell } from '../store/emails.ts';
import { insertPasswordReset, listAccountsWithPassword, takePasswordRequests } from '../store/password-resets.ts';
import type { UniversityList } from '../university-list.ts';

const batch = 20;
/** OWASP ASVS 5.0 §6.5: what was sent out of band lives ten minutes at most. */
const link_minutes = 10;
/** Accounts that one shared mailbox may have. */
const accounts_max = 5;

export type PasswordRequests = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly universities: UniversityList;
  readonly issuer: string;
  readonly log: Logger;
};

/** Finds out whose the names are that were asked for, and writes the letters; a name of nobody is forgotten. */
export async function answerPasswordRequests(context: PasswordRequests): Promise<void> {
  const members = await context.universities.all();
  for (;;) {
    const taken = await transaction(context.db, async (tx) => {
      const requests = await takePasswordRequests(tx, batch);
      for (const { id, sealed } of requests) {
        const asked = opened(context, id, sealed);
        if (asked) await answer(tx, context, namesMeant(asked, members), asked.name);
      }
      return requests.length;
    });
    if (taken < batch) return;
  }
}

/** One that does not open goes with the rest: whoever asked asks again, and those behind it do not wait for it for ever. */
function opened({ kek, log }: PasswordRequests, id: string, sealed: string): ForgottenName | undefined {
  try {
    return JSON.parse(open(sealed, kek, passwordRequestPlace(id))) as ForgottenName;
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    log.error({ err: error }, 'a request for a new password does not open; it is dropped');
    return undefined;
  }
}

/** The full names that may be meant, as at the sign-in. */
function namesMeant(asked: ForgottenName, members: Awaited<ReturnType<UniversityList['all']>>): string[] {
  const name = parseSignInName(asked.name);
  if (name === undefined) return [];
  if (name.kind === 'eppn') return [name.value];
  const scopes = members.find(({ slug }) => slug === asked.university)?.scopes ?? [];
  return scopes.map((scope) => `${name.login}@${scope}`);
}

async function answer(tx: Tx, context: PasswordRequests, eppns: readonly string[], typed: string): Promise<void> {
  const holders = [];
  for (const eppn of eppns) holders.push(...(await findAccountHolders(tx, eppn)));
  // Two people under one name would be a fault of the data; nobody gets a link to somebody else's account because of it.
  const byName = new Set(holders.map(({ personId }) => personId)).size === 1 ? [holders[0]!.personId] : [];
  const address = emailAddressOf(typed);
  const byAddress = address === undefined ? [] : await listAccountsByAddress(tx, address, accounts_max);
  const people = [...new Set([...byName, ...byAddress])];
  for (const account of await listAccountsWithPassword(tx, people)) await sendLink(tx, context, account);
}

async function sendLink(
  tx: Tx,
  { kek, clock, issuer }: PasswordRequests,
  { personId, locale }: { personId: string; locale: 'ru' | 'en' },
): Promise<void> {
  const addresses = await listAddressesToTell(tx, personId);
  const token = randomToken();
  const expiresAt = new Date(clock.now().getTime() + link_minutes * 60_000);
  await insertPasswordReset(tx, { tokenHash: hashToken(token), personId, expiresAt });
  const content = { kind: 'new-password', link: `${issuer}/new-password?token=${token}` } as const;
  for (const to of addresses)
    await queueLetter(tx, kek, { personId, letter: { to, locale, content }, usefulUntil: expiresAt });
  await newPasswordAsked(tx, personId, addresses.length);
}
