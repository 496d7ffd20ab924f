import { type Db, type Tx, transaction } from '@onecampus/database';
import { type Actor, findPeopleByIdentifier, type University } from '@onecampus/directory';
import { type Clock, randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken, type KeyEncryptionKey } from '@onecampus/tokens';
import { hashActivationCode, newActivationCode } from '../activation/activation-secret.ts';
import { invitationMade } from '../events/newcomers.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { servesElsewhere } from '../recovery/serves-elsewhere.ts';
import { ensureAccount } from '../store/accounts.ts';
import { listAddressesToTell } from '../store/emails.ts';
import { type Invitee, insertInvitation, listInvitees, listUninvited } from '../store/invitations.ts';

/** People of one order; more are invited by several. */
export const invitees_max = 500;
const mail_days = 14;
const print_days = 30;

export type InvitationOutcome =
  | 'invited'
  /** Nobody of this university, or several. */
  | 'unknown'
  /** Signs in already: an invitation would be a second way in. */
  | 'signs-in-already'
  /** Has a role at another university, which lets him in. */
  | 'serves-elsewhere'
  | 'no-address';

export interface Invited {
  /** What was asked for, as it was typed; the login where everybody was. */
  readonly asked: string;
  readonly outcome: InvitationOutcome;
  readonly name?: string;
  readonly login?: string | null;
  /** For paper, told this once. */
  readonly code?: string;
  readonly expiresAt?: Date;
}

export type Inviting = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly issuer: string;
};

/**
 * Invites people of a university: by letter, or by codes that are handed out on paper. Whoever held an invitation before
 * holds the new one alone.
 *
 * @param order `people` are logins or numbers as the university writes them; `everybody` is all who cannot sign in yet and
 *   hold no invitation, up to `invitees_max`.
 */
export async function invitePeople(
  inviting: Inviting,
  order: {
    readonly by: Actor;
    readonly university: University;
    readonly way: 'mail' | 'print';
    readonly people: readonly string[] | 'everybody';
  },
): Promise<Invited[]> {
  const { db } = inviting;
  const { university, people } = order;
  const wanted = await wantedOf(db, university, people);
  return transaction(db, async (tx) => {
    const results: Invited[] = [];
    const done = new Set<string>();
    for (const { asked, invitee } of wanted) {
      if (!invitee) results.push({ asked, outcome: 'unknown' });
      else if (!done.has(invitee.personId)) results.push(await inviteOne(tx, inviting, order, asked, invitee));
      if (invitee) done.add(invitee.personId);
    }
    return results;
  });
}

async function wantedOf(
  db: Db,
  university: University,
  people: readonly string[] | 'everybody',
): Promise<{ asked: string; invitee: Invitee | undefined }[]> {
  if (people === 'everybody') {
    const all = await listUninvited(db, university.id, invitees_max);
    return all.map((invitee) => ({ asked: invitee.login ?? invitee.name, invitee }));
  }
  const found: { asked: string; personId: string | undefined }[] = [];
  for (const asked of people.slice(0, invitees_max))
    found.push({ asked, personId: await personOf(db, university, asked) });
  const ids = found.flatMap(({ personId }) => personId ?? []);
  const invitees = new Map((await listInvitees(db, university.id, ids)).map((one) => [one.personId, one]));
  return found.map(({ asked, personId }) => ({
    asked,
    invitee: personId === undefined ? undefined : invitees.get(personId),
  }));
}

/** Whom a login or a number means within the university; nobody where it means two. */
async function personOf(db: Db, { scopes }: University, asked: string): Promise<string | undefined> {
  const value = asked.trim();
  const values = value.includes('@') ? [value] : [value, ...scopes.map((scope) => `${value}@${scope}`)];
  const found = [];
  for (const one of values)
    found.push(
      ...(await findPeopleByIdentifier(db, { value: one, schemes: ['eppn', 'student_number', 'employee_number'] })),
    );
  const own = new Set(found.filter(({ scope }) => scopes.includes(scope)).map(({ personId }) => personId));
  return own.size === 1 ? [...own][0] : undefined;
}

async function inviteOne(
  tx: Tx,
  { kek, clock, issuer }: Inviting,
  { by, university, way }: { by: Actor; university: University; way: 'mail' | 'print' },
  asked: string,
  { personId, referenceId, name, login, hasWayIn, locale }: Invitee,
): Promise<Invited> {
  if (hasWayIn) return { asked, outcome: 'signs-in-already', name, login };
  if (await servesElsewhere(tx, personId, university.id)) return { asked, outcome: 'serves-elsewhere', name, login };
  await ensureAccount(tx, personId, referenceId);
  const addresses = way === 'mail' ? await listAddressesToTell(tx, personId) : [];
  if (way === 'mail' && addresses.length === 0) return { asked, outcome: 'no-address', name, login };
  const days = way === 'mail' ? mail_days : print_days;
  const expiresAt = new Date(clock.now().getTime() + days * 86_400_000);
  const secret = way === 'mail' ? randomToken() : newActivationCode();
  const secretHash = way === 'mail' ? hashToken(secret) : hashActivationCode(kek, secret);
  const row = { id: uuidv7(), universityId: university.id, personId, way, secretHash, createdBy: by, expiresAt };
  await insertInvitation(tx, row);
  for (const to of addresses) {
    const content = {
      kind: 'invitation',
      link: `${issuer}/invitation?token=${secret}`,
      university: university.name,
      login: login ?? undefined,
      expiresAt: expiresAt.toISOString(),
    } as const;
    await queueLetter(tx, kek, { personId, letter: { to, locale, content }, usefulUntil: expiresAt });
  }
  await invitationMade(tx, by, { personId, universityId: university.id, way });
  return { asked, outcome: 'invited', name, login, expiresAt, ...(way === 'print' ? { code: secret } : {}) };
}
