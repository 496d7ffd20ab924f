import { type Tx, transaction } from '@onecampus/database';
import { recoveryAborted } from '../events/recoveries.ts';
import { isAbortToken } from '../recovery/abort-token.ts';
import type { Desk } from '../recovery/desk.ts';
import { recoveryGoesOn, recoveryStateOf } from '../rules/recovery-state.ts';
import { endRecovery, findOpenRecovery, findRecovery, type Recovery } from '../store/recoveries.ts';

type Stopping = Pick<Desk, 'db' | 'kek' | 'clock'>;

/** Whether the link of a letter still stops something. */
export async function abortLinkStands(
  { db, kek, clock }: Stopping,
  { id, token }: { id: string; token: string },
): Promise<boolean> {
  if (!isAbortToken(kek, id, token)) return false;
  const recovery = await findRecovery(db, id);
  return recovery !== undefined && recoveryGoesOn(recoveryStateOf(recovery, clock.now()));
}

/** "That is not me": stops a recovery by the link of a letter, without signing in; `false` where there is nothing to stop. */
export async function abortByLink(stopping: Stopping, link: { id: string; token: string }): Promise<boolean> {
  if (!isAbortToken(stopping.kek, link.id, link.token)) return false;
  return transaction(stopping.db, async (tx) => {
    const recovery = await findRecovery(tx, link.id);
    return recovery !== undefined && abort(tx, stopping, recovery);
  });
}

/** The recovery of his account that somebody who is signed in may stop. */
export function ownRecovery({ db, clock }: Stopping, accountPersonId: string): Promise<Recovery | undefined> {
  return findOpenRecovery(db, accountPersonId, clock.now());
}

/** The owner of the account stops it, being signed in to it. */
export async function abortOwnRecovery(stopping: Stopping, accountPersonId: string): Promise<boolean> {
  return transaction(stopping.db, async (tx) => {
    const recovery = await findOpenRecovery(tx, accountPersonId, stopping.clock.now());
    return recovery !== undefined && abort(tx, stopping, recovery);
  });
}

async function abort(tx: Tx, { clock }: Stopping, { id, personId }: Recovery): Promise<boolean> {
  const by = `person:${personId}` as const;
  const ended = await endRecovery(tx, { id, as: 'aborted', by, now: clock.now() });
  if (ended) await recoveryAborted(tx, { id, ...ended, by });
  return ended !== undefined;
}
