import type { Db, Tx } from '@onecampus/database';

/** Since when a service holds something that an account granted. */
export type GrantedService = { readonly clientId: string; readonly since: Date };

/** The services that may ask about an account at this moment, in any of its sessions or beyond them. */
export async function listGrantedServices(db: Db, referenceId: string): Promise<GrantedService[]> {
  const { rows } = await db.raw<{ rows: GrantedService[] }>(
    `select client_id as "clientId", min(created_at) as since from identity_provider.grants
     where account_id = ? and expires_at > now() group by client_id`,
    [referenceId],
  );
  return rows;
}

/** Withdraws all that an account granted to one service: every token of it is worth nothing from then on. */
export async function deleteGrantsToService(tx: Tx, referenceId: string, clientId: string): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'delete from identity_provider.grants where account_id = ? and client_id = ?',
    [referenceId, clientId],
  );
  return rowCount;
}
