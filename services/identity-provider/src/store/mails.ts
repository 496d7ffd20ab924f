import type { Db, Tx } from '@onecampus/database';

export interface DueMail {
  readonly id: string;
  readonly kind: string;
  readonly sealed: string;
  /** Tries so far, this one included; who took the row later has a higher number. */
  readonly attempts: number;
}

export async function insertMail(
  tx: Tx,
  mail: { id: string; personId: string; kind: string; sealed: string; uselessAt: Date },
): Promise<void> {
  await tx.raw('insert into identity_provider.mails (id, person_id, kind, sealed, useless_at) values (?, ?, ?, ?, ?)', [
    mail.id,
    mail.personId,
    mail.kind,
    mail.sealed,
    mail.uselessAt,
  ] as never);
}

/** Takes letters to send. Taken means not due again for the lease: who dies with one in hand loses nothing. */
export async function takeDueMails(db: Db, limit: number, lease_seconds: number): Promise<DueMail[]> {
  const { rows } = await db.raw<{ rows: DueMail[] }>(
    `update identity_provider.mails m
     set attempts = m.attempts + 1, due_at = now() + make_interval(secs => ?)
     where m.id in (select w.id from identity_provider.mails w
                    where w.state = 'pending' and w.due_at <= now() and w.useless_at > now()
                    order by w.due_at limit ? for update skip locked)
     returning m.id, m.kind, m.sealed, m.attempts`,
    [lease_seconds, limit],
  );
  return rows;
}

/** The letter is with the mail server, or nobody will ever take it; whoever lost his lease says nothing. */
export async function endMail(db: Db, mail: DueMail, state: 'sent' | 'given-up', error?: string): Promise<void> {
  await db.raw(
    `update identity_provider.mails set state = ?, sealed = null, ended_at = now(), last_error = ?
     where id = ? and state = 'pending' and attempts = ?`,
    [state, error ?? null, mail.id, mail.attempts] as never,
  );
}

export async function postponeMail(db: Db, mail: DueMail, wait_seconds: number, error: string): Promise<void> {
  await db.raw(
    `update identity_provider.mails set due_at = now() + make_interval(secs => ?), last_error = ?
     where id = ? and state = 'pending' and attempts = ?`,
    [wait_seconds, error, mail.id, mail.attempts],
  );
}

/** Letters whose time has passed are not sent late. Returns how many were given up. */
export async function giveUpLateMails(db: Db): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update identity_provider.mails set state = 'given-up', sealed = null, ended_at = now(),
       last_error = coalesce(last_error, 'too late')
     where state = 'pending' and useless_at <= now()`,
  );
  return rowCount;
}

/** Forgets letters that were sent, or given up, long ago; not more than `limit`, and returns how many. */
export async function dropOldMails(db: Db, kept_days: number, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.mails where id in (
       select id from identity_provider.mails
       where state <> 'pending' and ended_at < cast(? as timestamptz) - make_interval(days => ?) order by ended_at limit ?)`,
    [now, kept_days, limit] as never,
  );
  return rowCount;
}
