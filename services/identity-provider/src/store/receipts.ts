import type { Db, Tx } from '@onecampus/database';
import type { LogoutDelivery } from './logouts.ts';

/** Lets whoever holds what was hashed see what becomes of the logout of this session; nothing where it had ended before. */
export async function saveReceipt(tx: Tx, idHash: string, receiptHash: string): Promise<void> {
  await tx.raw(
    `update identity_provider.logouts set receipt_hash = ?
     where session_uid = (select uid from identity_provider.sessions where id_hash = ?) and receipt_hash is null`,
    [receiptHash, idHash],
  );
}

export interface Receipt {
  readonly endedAt: Date;
  readonly services: readonly {
    readonly name: string;
    readonly nameRu: string;
    readonly state: 'pending' | 'told' | 'given-up' | 'cannot';
    readonly protocol: LogoutDelivery['protocol'];
    /** At least one try came to nothing. */
    readonly failed: boolean;
    /** From the end of the session to the application's answer. */
    readonly after_ms: number | null;
  }[];
}

/** Receipts are shown for an hour: afterwards the browser may be somebody else's. */
export async function findReceipt(db: Db, receiptHash: string): Promise<Receipt | undefined> {
  const { rows } = await db.raw<{ rows: Receipt[] }>(
    `select l.ended_at as "endedAt",
            (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'nameRu', c.name_ru, 'state', d.state,
                      'protocol', d.protocol, 'failed', d.last_error is not null,
                      'after_ms', round(extract(epoch from d.settled_at - l.ended_at) * 1000)) order by c.name_ru), '[]')
             from identity_provider.logout_deliveries d join identity_provider.clients c on c.id = d.client_id
             where d.logout_id = l.id) as services
     from identity_provider.logouts l where l.receipt_hash = ? and l.ended_at > now() - interval '1 hour'`,
    [receiptHash],
  );
  return rows[0];
}
