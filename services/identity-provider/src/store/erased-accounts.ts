import type { Tx } from '@onecampus/database';
import { endSessionsOfAccount } from './session-ends.ts';

/** Accounts whose person is erased, taken so that two instances never take the same. */
export async function takeErasedAccounts(tx: Tx, limit: number): Promise<{ personId: string; referenceId: string }[]> {
  const { rows } = await tx.raw<{ rows: { personId: string; referenceId: string }[] }>(
    `select a.person_id as "personId", a.reference_id as "referenceId"
     from identity_provider.accounts a
     where a.person_id in (select id from directory.people where status = 'erased')
     order by a.person_id limit ? for update skip locked`,
    [limit],
  );
  return rows;
}

/** Everything that these accounts have open, however it ended; the applications are told first. */
export async function deleteOpened(tx: Tx, referenceIds: readonly string[]): Promise<void> {
  const ids = [...referenceIds];
  for (const referenceId of ids) await endSessionsOfAccount(tx, referenceId, 'erased');
  // Applications are told by the session that they know; whose it was is kept by nobody.
  await tx.raw('update identity_provider.logouts set account_id = null where account_id = any(?::text[])', [
    ids,
  ] as never);
  await tx.raw(
    `delete from identity_provider.session_authorizations a using identity_provider.sessions s
     where s.uid = a.session_uid and s.account_id = any(?::text[])`,
    [ids] as never,
  );
  await tx.raw('delete from identity_provider.sessions where account_id = any(?::text[])', [ids] as never);
  await tx.raw('delete from identity_provider.refresh_tokens where account_id = any(?::text[])', [ids] as never);
  await tx.raw('delete from identity_provider.grants where account_id = any(?::text[])', [ids] as never);
}

export async function deleteAccounts(tx: Tx, personIds: readonly string[]): Promise<void> {
  const ids = [...personIds];
  await tx.raw('delete from identity_provider.passwords where person_id = any(?::uuid[])', [ids] as never);
  await tx.raw('delete from identity_provider.accounts where person_id = any(?::uuid[])', [ids] as never);
}
