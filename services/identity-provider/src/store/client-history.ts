import type { Db } from '@onecampus/database';

/** One change of a client. Version 1 is its registration. */
export interface ClientChange {
  readonly version: string;
  readonly at: Date;
  readonly by: string;
  /** Column → what it was and what it is; `secret` tells only that it is another one. */
  readonly changed: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** The newest first. Written by the database itself (migration 0050). */
export async function listClientHistory(db: Db, clientId: string, limit: number): Promise<ClientChange[]> {
  const { rows } = await db.raw<{ rows: ClientChange[] }>(
    `select version::text, at, by, changed from identity_provider.client_history
     where client_id = ? order by version desc limit ?`,
    [clientId, limit],
  );
  return rows;
}
