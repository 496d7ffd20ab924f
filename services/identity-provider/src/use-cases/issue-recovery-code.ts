import { transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { hashActivationCode, newActivationCode } from '../activation/activation-secret.ts';
import { recoveryCodeIssued } from '../events/recoveries.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { type AtDesk, actorOf, type Desk } from '../recovery/desk.ts';
import { recoveryStateOf } from '../rules/recovery-state.ts';
import { findLocale, listAddressesToTell } from '../store/emails.ts';
import { isSameHuman, lockRecovery, saveRecoveryCode } from '../store/recoveries.ts';

/** OWASP ASVS 5.0 §6.5: what is told out of band lives ten minutes at most. */
const code_minutes = 10;

/**
 * The code with which the person sets a new password himself: shown at the desk where he stands, or mailed to all his
 * addresses. A new one kills the one before.
 *
 * @returns the code where it is to be shown.
 * @throws DomainError `recovery.unknown`, `recovery.too_early`, `recovery.decided`, `recovery.second_pair_of_eyes`.
 */
export async function issueRecoveryCode(
  desk: Desk,
  at: AtDesk,
  order: { readonly id: string; readonly way: 'shown' | 'mail' },
): Promise<string | undefined> {
  const { db, clock, kek, issuer } = desk;
  return transaction(db, async (tx) => {
    const now = clock.now();
    const recovery = await lockRecovery(tx, at.university.id, order.id);
    if (!recovery) throw new DomainError('recovery.unknown', 'There is no such recovery.');
    const state = recoveryStateOf(recovery, now);
    if (state === 'waits-for-approval' || state === 'cooling')
      throw new DomainError('recovery.too_early', 'Its owner still has time to stop it.');
    if (state !== 'ready') throw new DomainError('recovery.decided', 'This recovery is over.');
    const { personId } = recovery;
    if (await isSameHuman(tx, at.personId, personId))
      throw new DomainError('recovery.second_pair_of_eyes', 'Nobody recovers his own account.');
    const code = newActivationCode();
    const expiresAt = new Date(now.getTime() + code_minutes * 60_000);
    const row = { id: order.id, by: at.personId, codeHash: hashActivationCode(kek, code), now, expiresAt };
    if (!(await saveRecoveryCode(tx, row))) throw new DomainError('recovery.decided', 'No more codes are issued.');
    if (order.way === 'mail') {
      const content = { kind: 'recovery-code', code, link: `${issuer}/recover` } as const;
      const locale = await findLocale(tx, personId);
      for (const to of await listAddressesToTell(tx, personId))
        await queueLetter(tx, kek, { personId, letter: { to, locale, content }, usefulUntil: expiresAt });
    }
    const step = { id: order.id, personId, universityId: at.university.id, by: actorOf(at) };
    await recoveryCodeIssued(tx, { ...step, way: order.way });
    return order.way === 'shown' ? code : undefined;
  });
}
