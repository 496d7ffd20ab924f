import { transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { recoveryApproved } from '../events/recoveries.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { abortLink } from '../recovery/abort-token.ts';
import { type AtDesk, actorOf, type Desk } from '../recovery/desk.ts';
import { hasPower } from '../recovery/has-power.ts';
import { recoveryStateOf } from '../rules/recovery-state.ts';
import { findLocale, listAddressesToTell } from '../store/emails.ts';
import { approveRecovery as approve, isSameHuman, lockRecovery } from '../store/recoveries.ts';

/**
 * A second member of staff has seen the person and the document too. From now on the time to stop it runs; it is longer for
 * people with a role at a university, and theirs is approved by an administrator alone, so that two librarians never become
 * one.
 *
 * @throws DomainError `recovery.unknown`, `recovery.decided`, `recovery.second_pair_of_eyes`, `staff.role_missing`.
 */
export async function approveRecovery(desk: Desk, at: AtDesk, id: string): Promise<void> {
  const { db, clock, kek, issuer } = desk;
  await transaction(db, async (tx) => {
    const now = clock.now();
    const recovery = await lockRecovery(tx, at.university.id, id);
    if (!recovery) throw new DomainError('recovery.unknown', 'There is no such recovery.');
    if (recoveryStateOf(recovery, now) !== 'waits-for-approval')
      throw new DomainError('recovery.decided', 'This recovery has been decided.');
    const { personId, openedBy } = recovery;
    if ((await isSameHuman(tx, at.personId, openedBy)) || (await isSameHuman(tx, at.personId, personId)))
      throw new DomainError('recovery.second_pair_of_eyes', 'Somebody else has to approve.');
    const isStaff = await hasPower(tx, personId);
    if (isStaff && !at.isAdministrator)
      throw new DomainError('staff.role_missing', 'An administrator approves for people with a role.');
    const hours = isStaff ? desk.hours.staff : desk.hours.people;
    const readyAt = new Date(now.getTime() + hours * 3_600_000);
    // The statement looks at the same once more, whatever was seen before it.
    if (!(await approve(tx, { id, by: at.personId, now, readyAt })))
      throw new DomainError('recovery.second_pair_of_eyes', 'Somebody else has to approve.');
    const step = { id, personId, universityId: at.university.id, by: actorOf(at) };
    await recoveryApproved(tx, { ...step, hours, university: at.university });
    const content = {
      kind: 'recovery-approved',
      university: at.university.name,
      abortLink: abortLink(issuer, kek, id),
      readyAt: readyAt.toISOString(),
    } as const;
    const locale = await findLocale(tx, personId);
    for (const to of await listAddressesToTell(tx, personId))
      await queueLetter(tx, kek, { personId, letter: { to, locale, content } });
  });
}
