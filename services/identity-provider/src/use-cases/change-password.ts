import { type Db, transaction } from '@onecampus/database';
import type { RateLimiter } from '@onecampus/ephemeral';
import { passwordChanged } from '../events/passwords.ts';
import { judgePassword } from '../passwords/judge-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import type { PasswordFault } from '../rules/password-verdict.ts';
import { savePassword } from '../store/accounts.ts';
import { findPassword } from '../store/passwords.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';
import type { UniversityList } from '../university-list.ts';

export type ChangePasswordContext = {
  readonly db: Db;
  readonly hasher: PasswordHasher;
  readonly universities: UniversityList;
  readonly tries: RateLimiter;
};

export type ChangedPassword = { readonly outcome: 'changed' | 'wrong' | 'same' } | { readonly fault: PasswordFault };

/** When the present password was set; `undefined` where there is none. */
export async function passwordChangedAt({ db }: { readonly db: Db }, personId: string): Promise<Date | undefined> {
  return (await findPassword(db, personId))?.changedAt;
}

/**
 * Puts a new password in the place of the present one, which has to be shown: whoever sits at an open session may be
 * somebody else. All other sessions of the account end, with what they granted.
 *
 * @throws DomainError `request.too_many`, `password.queue_full`.
 */
export async function changePassword(
  { db, hasher, universities, tries }: ChangePasswordContext,
  order: {
    readonly personId: string;
    readonly referenceId: string;
    readonly sessionUid: string;
    readonly present: string;
    readonly next: string;
    /** SHA-256 of the cookie of the browser that he sits at; it goes on being known. */
    readonly browser: string | undefined;
  },
): Promise<ChangedPassword> {
  const { personId, referenceId, sessionUid, present, next, browser } = order;
  await tries.count(personId);
  const stored = await findPassword(db, personId);
  if (!(await hasher.verify(present, stored?.hash))) return { outcome: 'wrong' };
  await tries.forgive(personId);
  const fault = await judgePassword({ db, universities }, personId, next);
  if (fault) return { fault };
  if (present.normalize('NFC') === next.normalize('NFC')) return { outcome: 'same' };
  const hash = await hasher.hash(next);
  await transaction(db, async (tx) => {
    await savePassword(tx, personId, hash, `person:${personId}`, browser);
    await endSessionsOfAccount(tx, referenceId, 'password-changed', { exceptUid: sessionUid });
    await passwordChanged(tx, personId);
  });
  return { outcome: 'changed' };
}
