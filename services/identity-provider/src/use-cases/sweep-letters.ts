import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { dropOldMails, giveUpLateMails } from '../store/mails.ts';
import { dropOldNotices } from '../store/notices.ts';
import { dropOldPasswordResets } from '../store/password-resets.ts';

const mails_kept_days = 30;
const notices_kept_days = 400;
/** Of each kind in one run; the next one takes what is left over. */
const rows_max = 20_000;

/** Gives up letters that came too late, and forgets what is long past. */
export async function sweepLetters({ db, log }: { db: Db; log: Logger }, now: Date): Promise<void> {
  const tooLate = await giveUpLateMails(db);
  if (tooLate > 0) log.warn({ letters: tooLate }, 'letters were not sent in time');
  await dropOldMails(db, mails_kept_days, now, rows_max);
  await dropOldNotices(db, notices_kept_days, now, rows_max);
  await dropOldPasswordResets(db, now, rows_max);
}
