import type { Db, Tx } from '@onecampus/database';

/** What people are told of; the words are in notices/notice-words.ts. */
export type NoticeKind =
  | 'new-device'
  | 'password-changed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'totp-added'
  | 'totp-removed'
  | 'recovery-codes-made'
  | 'recovery-code-used'
  | 'recovery-asked'
  | 'recovery-approved'
  | 'recovery-refused'
  | 'recovery-aborted'
  | 'recovery-finished'
  | 'account-activated'
  | 'email-confirmed'
  | 'email-removed'
  | 'sessions-ended'
  | 'account-locked'
  | 'account-unlocked'
  | 'close-asked'
  | 'account-closed'
  | 'university-linked'
  | 'upstream-asked'
  | 'upstream-agreed'
  | 'upstream-refused'
  | 'first-factor-agreed';

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly details: Readonly<Record<string, string>>;
  readonly happenedAt: Date;
}

/** Tells the owner of an account what happened to it, in the transaction in which it happens. */
export async function addNotice(
  tx: Tx,
  notice: {
    readonly personId: string;
    readonly kind: NoticeKind;
    readonly details?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  await tx.raw('insert into identity_provider.notices (person_id, kind, details) values (?, ?, ?)', [
    notice.personId,
    notice.kind,
    JSON.stringify(notice.details ?? {}),
  ]);
}

/** The latest first. */
export async function listNotices(db: Db, personId: string, limit: number): Promise<Notice[]> {
  const { rows } = await db.raw<{ rows: Notice[] }>(
    `select id::text, kind, details, happened_at as "happenedAt" from identity_provider.notices
     where person_id = ? order by happened_at desc, id desc limit ?`,
    [personId, limit],
  );
  return rows;
}

/** Told by a letter of its own, which holds a link that a notice must not. */
const mailedByThemselves: readonly NoticeKind[] = ['recovery-asked', 'recovery-approved'];
/** What could not be mailed for so long is read on the pages of the account. */
const mailed_within_days = 3;

export type UnmailedNotice = Notice & { readonly personId: string; readonly locale: 'ru' | 'en' };

/** Takes notices that nobody has mailed yet; whoever takes one writes its letters in the same transaction. */
export async function takeUnmailedNotices(tx: Tx, limit: number): Promise<UnmailedNotice[]> {
  const { rows } = await tx.raw<{ rows: UnmailedNotice[] }>(
    `update identity_provider.notices n set mailed_at = now()
     from identity_provider.accounts a
     where a.person_id = n.person_id and n.id in (
       select id from identity_provider.notices
       where mailed_at is null and kind <> all(?::text[]) and happened_at > now() - make_interval(days => ${mailed_within_days})
       order by id limit ? for update skip locked)
     returning n.id::text, n.person_id as "personId", n.kind, n.details, n.happened_at as "happenedAt",
       coalesce(a.locale, 'ru') as locale`,
    [mailedByThemselves, limit] as never,
  );
  return rows;
}

/** Forgets what is long past; not more than `limit`, and returns how many. */
export async function dropOldNotices(db: Db, kept_days: number, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.notices where id in (
       select id from identity_provider.notices
       where happened_at < cast(? as timestamptz) - make_interval(days => ?) order by happened_at limit ?)`,
    [now, kept_days, limit] as never,
  );
  return rowCount;
}
