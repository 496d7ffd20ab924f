import type { Db, Tx } from '@onecampus/database';
import type { LogoutFault } from '../rules/logout-fault.ts';

/** How one application takes being told of sign-outs. */
export interface LogoutHealth {
  readonly clientId: string;
  readonly name: string;
  readonly nameRu: string;
  readonly protocol: 'oidc' | 'saml' | 'cas';
  /** It gave us an address, or a front that is told by itself. */
  readonly canBeTold: boolean;
  readonly toldAt: Date | null;
  readonly failingSince: Date | null;
  readonly lastError: LogoutFault | null;
  /** What waits now, and since when. */
  readonly waiting: number;
  readonly waitingSince: Date | null;
  /** Of the last seven days. */
  readonly told: number;
  readonly cannot: number;
  readonly givenUp: number;
  /** Nineteen of twenty were told within so many milliseconds. */
  readonly p95_ms: number | null;
}

/** A university's own applications; those that fail come first. */
export async function listLogoutHealth(db: Db, universityId: string): Promise<LogoutHealth[]> {
  const { rows } = await db.raw<{ rows: LogoutHealth[] }>(
    `select c.id as "clientId", c.name, c.name_ru as "nameRu", c.protocol,
            (c.protocol <> 'oidc' or c.backchannel_logout_uri is not null) as "canBeTold",
            h.told_at as "toldAt", h.failing_since as "failingSince", h.last_error as "lastError",
            coalesce(d.waiting, 0)::int as waiting, d.waiting_since as "waitingSince", coalesce(d.told, 0)::int as told,
            coalesce(d.cannot, 0)::int as cannot, coalesce(d.given_up, 0)::int as "givenUp", d.p95_ms::int as "p95_ms"
     from identity_provider.clients c
     left join identity_provider.logout_health h on h.client_id = c.id
     left join lateral (
       select count(*) filter (where one.state = 'pending') as waiting,
              min(l.ended_at) filter (where one.state = 'pending') as waiting_since,
              count(*) filter (where one.state = 'told') as told,
              count(*) filter (where one.state = 'cannot') as cannot,
              count(*) filter (where one.state = 'given-up') as given_up,
              percentile_cont(0.95) within group (order by extract(epoch from one.settled_at - l.ended_at) * 1000)
                filter (where one.state = 'told') as p95_ms
       from identity_provider.logout_deliveries one join identity_provider.logouts l on l.id = one.logout_id
       where one.client_id = c.id and (one.state = 'pending' or one.settled_at > now() - interval '7 days')) d on true
     where c.university_id = ? and c.state <> 'withdrawn' and c.origin <> 'product'
       and 'authorization_code' = any (c.grant_types)
     order by h.failing_since nulls last, c.name_ru, c.id`,
    [universityId],
  );
  return rows;
}

/** Makes all that waits for one application due now; how much that is, or `undefined` where this university has none such. */
export async function makeDueNow(tx: Tx, universityId: string, clientId: string): Promise<number | undefined> {
  const own = await tx.raw<{ rows: unknown[] }>(
    'select 1 from identity_provider.clients where id = ? and university_id = ?',
    [clientId, universityId],
  );
  if (own.rows.length === 0) return undefined;
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.logout_deliveries set due_at = now() where client_id = ? and state = 'pending'`,
    [clientId],
  );
  return rowCount;
}
