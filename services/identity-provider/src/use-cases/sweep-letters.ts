import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { sweepMails } from '../store/mails.ts';
import { dropOldNotices } from '../store/notices.ts';
import { dropOldPasswordResets } from '../store/password-resets.ts';

const mails_kept_days = 30;
const notices_kept_days = 400;

/** Gives up letters that came too late, and forgets what is long past. */
export async function sweepLetters(db: Db, log: Logger): Promise<void> {
  const tooLate = await sweepMails(db, mails_kept_days);
  if (tooLate > 0) log.warn({ letters: tooLate }, 'letters were not sent in time');
  await dropOldNotices(db, notices_kept_days);
  await dropOldPasswordResets(db);
}
