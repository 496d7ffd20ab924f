import type { Db, Tx } from '@onecampus/database';

/** The wish to close an account takes effect at the returned time; a second wish changes nothing. */
export async function askForClosing(tx: Tx, personId: string, cooling_days: number): Promise<Date> {
  const { rows } = await tx.raw<{ rows: { at: Date }[] }>(
    `with asked as (
       insert into identity_provider.account_closings (person_id, effective_at) values (?, now() + make_interval(days => ?))
       on conflict (person_id) do nothing returning effective_at
     )
     select effective_at as at from asked
     union all select effective_at from identity_provider.account_closings where person_id = ? limit 1`,
    [personId, cooling_days, personId],
  );
  return rows[0]!.at;
}

/** When the account closes; `undefined` where nobody asked for it. */
export async function findClosing(db: Db, personId: string): Promise<Date | undefined> {
  const { rows } = await db.raw<{ rows: { at: Date }[] }>(
    'select effective_at as at from identity_provider.account_closings where person_id = ?',
    [personId],
  );
  return rows[0]?.at;
}

/** `true` for the one caller who took the wish back. */
export async function withdrawClosing(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    'delete from identity_provider.account_closings where person_id = ? returning 1',
    [personId],
  );
  return rows.length === 1;
}

/** Closes an account whose time has come, and says whose; `undefined` where there is none, or another instance has it. */
export async function closeNextAccount(tx: Tx): Promise<{ personId: string; referenceId: string } | undefined> {
  const { rows } = await tx.raw<{ rows: { personId: string; referenceId: string }[] }>(
    `with due as (
       delete from identity_provider.account_closings where person_id = (
         select person_id from identity_provider.account_closings where effective_at <= now() order by effective_at limit 1)
       returning person_id
     )
     update identity_provider.accounts a set state = 'locked', closed_at = now(), changed_at = now() from due
     where a.person_id = due.person_id returning a.person_id as "personId", a.reference_id as "referenceId"`,
  );
  return rows[0];
}
