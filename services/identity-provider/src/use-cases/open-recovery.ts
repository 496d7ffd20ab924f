import { type Tx, transaction } from '@onecampus/database';
import { findPeopleByIdentifier } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { personLookedUp, recoveryOpened } from '../events/recoveries.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { abortLink } from '../recovery/abort-token.ts';
import { type AtDesk, actorOf, type Desk } from '../recovery/desk.ts';
import { hasPower } from '../recovery/has-power.ts';
import { servesElsewhere } from '../recovery/serves-elsewhere.ts';
import type { RecoveryDocument } from '../rules/recovery-state.ts';
import { listAccountsOfPerson } from '../store/accounts.ts';
import { findLocale, listAddressesToTell } from '../store/emails.ts';
import { type Invitee, listInvitees } from '../store/invitations.ts';
import { accountIsOpen, expireRecoveries, insertRecovery, isSameHuman, provesHere } from '../store/recoveries.ts';

/** From opening to the last moment at which a code works. */
const open_days = 14;

/**
 * Whom a login or a number means at this desk: one of the university's own people; `undefined` for everybody else. The look
 * is on record.
 */
export async function findRecoverable(
  { db }: Pick<Desk, 'db'>,
  at: AtDesk,
  asked: string,
): Promise<Invitee | undefined> {
  const { scopes, id } = at.university;
  const value = asked.trim();
  const values = value.includes('@') ? [value] : [value, ...scopes.map((scope) => `${value}@${scope}`)];
  const schemes = ['eppn', 'student_number', 'employee_number'] as const;
  const found = [];
  for (const one of values) found.push(...(await findPeopleByIdentifier(db, { value: one, schemes })));
  const own = [...new Set(found.filter(({ scope }) => scopes.includes(scope)).map(({ personId }) => personId))];
  const [person] = own.length === 1 ? await listInvitees(db, id, own) : [];
  if (person) {
    const look = { by: actorOf(at), personId: person.personId, universityId: id };
    await transaction(db, (tx) => personLookedUp(tx, look));
  }
  return person;
}

/**
 * Opens the recovery of an account whose owner stands at the desk with a document. He is told everywhere at once, with a link
 * that stops it, for he may be somebody else than the one at the desk.
 *
 * @throws DomainError `person.unknown`, also where the person is not this university's; `account.unknown`;
 *   `recovery.second_pair_of_eyes` for one's own account; `recovery.not_open`; `recovery.elsewhere`;
 *   `recovery.serves_elsewhere`; `recovery.asked_already`.
 */
export async function openRecovery(
  desk: Desk,
  at: AtDesk,
  order: { readonly personId: string; readonly document: RecoveryDocument },
): Promise<string> {
  const { db, clock } = desk;
  const { university } = at;
  const now = clock.now();
  const [person] = await listInvitees(db, university.id, [order.personId]);
  if (!person) throw new DomainError('person.unknown', 'The university has no such person.');
  const id = uuidv7();
  await transaction(db, async (tx) => {
    if (await isSameHuman(tx, at.personId, person.personId))
      throw new DomainError('recovery.second_pair_of_eyes', 'Nobody recovers his own account.');
    const accounts = await listAccountsOfPerson(tx, person.personId);
    const account = accounts.find((one) => one.personId === person.personId) ?? accounts[0];
    if (!account || !person.hasWayIn) throw new DomainError('account.unknown', 'This person has no account yet.');
    const { personId } = account;
    if (!(await accountIsOpen(tx, personId)))
      throw new DomainError('recovery.not_open', 'The account is locked or closed; a password would not open it.');
    if (!(await provesHere(tx, personId)))
      throw new DomainError('recovery.elsewhere', 'This person signs in at a provider of the university.');
    if (await servesElsewhere(tx, person.personId, university.id))
      throw new DomainError(
        'recovery.serves_elsewhere',
        'The university that this person serves recovers the account.',
      );
    await expireRecoveries(tx, personId, now);
    const opened = await insertRecovery(tx, {
      ...{ id, personId, universityId: university.id, document: order.document, openedBy: at.personId, openedAt: now },
      closesAt: new Date(now.getTime() + open_days * 86_400_000),
    });
    if (!opened) throw new DomainError('recovery.asked_already', 'A recovery of this account goes on already.');
    const step = { id, personId, universityId: university.id, by: actorOf(at) };
    await recoveryOpened(tx, { ...step, document: order.document, university });
    await warnEverywhere(tx, desk, at, { id, personId, hours: await hoursFor(tx, desk, personId) });
  });
  return id;
}

async function hoursFor(tx: Tx, { hours }: Desk, personId: string): Promise<number> {
  return (await hasPower(tx, personId)) ? hours.staff : hours.people;
}

async function warnEverywhere(
  tx: Tx,
  { kek, issuer }: Desk,
  { university }: AtDesk,
  { id, personId, hours }: { id: string; personId: string; hours: number },
): Promise<void> {
  const locale = await findLocale(tx, personId);
  const content = {
    kind: 'recovery-asked',
    university: university.name,
    abortLink: abortLink(issuer, kek, id),
    hours,
  } as const;
  for (const to of await listAddressesToTell(tx, personId))
    await queueLetter(tx, kek, { personId, letter: { to, locale, content } });
}
