import { type Db, transaction } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { composeLetter } from '../mail/compose-letter.ts';
import { openLetter, queueLetter } from '../mail/queue-letter.ts';
import { MailFault, type MailTransport } from '../mail/transport.ts';
import { retryAfter_seconds } from '../rules/mail-retry.ts';
import { listAddressesToTell } from '../store/emails.ts';
import { type DueMail, endMail, postponeMail, takeDueMails } from '../store/mails.ts';
import { takeUnmailedNotices } from '../store/notices.ts';

export type MailSending = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly log: Logger;
  /** `undefined` where nothing is mailed. */
  readonly openTransport: () => MailTransport | undefined;
  /** Where people reach us, for the link to the account. */
  readonly issuer: string;
};

const batch_letters = 8;
const batch_notices = 50;
/** Longer than the slowest server may take over a batch. */
const lease_seconds = 180;

/** Sends what is due. Any number of instances may do it at once: each letter is in one hand at a time. */
export async function sendMails(sending: MailSending, stopping: AbortSignal): Promise<void> {
  const transport = sending.openTransport();
  if (!transport) return;
  try {
    await writeNotices(sending);
    while (!stopping.aborted) {
      const due = await takeDueMails(sending.db, batch_letters, lease_seconds);
      if (due.length === 0) return;
      await Promise.all(due.map((mail) => sendOne(sending, transport, mail)));
    }
  } finally {
    transport.close();
  }
}

/** Writes a letter to each address of everybody to whom something happened. */
async function writeNotices({ db, kek }: MailSending): Promise<void> {
  for (;;) {
    const written = await transaction(db, async (tx) => {
      const notices = await takeUnmailedNotices(tx, batch_notices);
      for (const { personId, kind, details, happenedAt, locale } of notices) {
        const content = { kind: 'notice', notice: kind, details, happenedAt: happenedAt.toISOString() } as const;
        for (const to of await listAddressesToTell(tx, personId)) {
          await queueLetter(tx, kek, { personId, letter: { to, locale, content } });
        }
      }
      return notices.length;
    });
    if (written < batch_notices) return;
  }
}

async function sendOne({ db, kek, log, issuer }: MailSending, transport: MailTransport, mail: DueMail): Promise<void> {
  try {
    const letter = openLetter(kek, mail);
    await transport.send({ id: mail.id, to: letter.to, ...composeLetter(letter, issuer) });
    await endMail(db, mail, 'sent');
  } catch (error) {
    const [reason, final] = error instanceof MailFault ? [error.message, error.final] : [(error as Error).name, false];
    const wait_seconds = final ? undefined : retryAfter_seconds(mail.attempts);
    // Not the error itself: what libraries say of a letter holds its address.
    log.warn({ mail: mail.id, kind: mail.kind, attempts: mail.attempts, reason }, 'a letter could not be sent');
    if (wait_seconds === undefined) await endMail(db, mail, 'given-up', reason);
    else await postponeMail(db, mail, wait_seconds, reason);
  }
}
