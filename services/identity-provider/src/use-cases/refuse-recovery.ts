import { transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { recoveryRefused } from '../events/recoveries.ts';
import { type AtDesk, actorOf, type Desk } from '../recovery/desk.ts';
import { endRecovery, lockRecovery } from '../store/recoveries.ts';

/** Staff refuse, or take back what they opened. @throws DomainError `recovery.unknown`, `recovery.decided`. */
export async function refuseRecovery({ db, clock }: Desk, at: AtDesk, id: string): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await lockRecovery(tx, at.university.id, id)))
      throw new DomainError('recovery.unknown', 'There is no such recovery.');
    const by = actorOf(at);
    const ended = await endRecovery(tx, { id, as: 'refused', by, now: clock.now() });
    if (!ended) throw new DomainError('recovery.decided', 'This recovery is over.');
    await recoveryRefused(tx, { id, ...ended, by });
  });
}
