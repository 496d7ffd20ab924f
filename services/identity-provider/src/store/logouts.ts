import type { Db } from '@onecampus/database';
import { given_up_after_days } from '../rules/logout-retry.ts';
import type { EndedBecause } from './session-ends.ts';

/** One application that is to be told that one session ended. */
export interface LogoutDelivery {
  readonly logoutId: string;
  readonly clientId: string;
  readonly protocol: 'oidc' | 'saml' | 'cas';
  readonly sid: string | null;
  readonly front: Readonly<Record<string, unknown>> | null;
  /** The account's public reference; `null` once its person is erased. */
  readonly referenceId: string | null;
  readonly because: EndedBecause;
  readonly endedAt: Date;
  /** 1 at the first try. */
  readonly attempts: number;
}

export const logoutChannel = 'identity_provider_logout';

/** Somebody who took a delivery and is heard of no more lets it go after this time. */
const lease_seconds = 15;
/** At once, over all instances: enough for a rush of sign-outs, too little to bring an application down. */
const per_service = 8;
/** One that has not answered lately is asked by one at a time. */
const per_failing_service = 1;

const due = `d.state = 'pending' and d.due_at <= now() and (d.leased_until is null or d.leased_until <= now())`;

/**
 * Takes what is due, for this caller alone. The share of each application is bounded by itself, so one that hangs takes
 * nothing from the others.
 */
export async function takeDueDeliveries(db: Db, lease: string, limit: number): Promise<LogoutDelivery[]> {
  const { rows } = await db.raw<{ rows: LogoutDelivery[] }>(
    `with room as materialized (
       select c.id as client_id, greatest(0,
                case when h.failing_since is null then ${per_service} else ${per_failing_service} end
                - (select count(*) from identity_provider.logout_deliveries held
                   where held.client_id = c.id and held.state = 'pending' and held.leased_until > now())) as free
       from identity_provider.clients c left join identity_provider.logout_health h on h.client_id = c.id
       where exists (select from identity_provider.logout_deliveries d where d.client_id = c.id and ${due})
     ), taken as materialized (
       select one.logout_id, one.client_id from room cross join lateral (
         select d.logout_id, d.client_id, d.due_at from identity_provider.logout_deliveries d
         where d.client_id = room.client_id and ${due}
         order by d.due_at limit room.free for update skip locked) one
       order by one.due_at limit ?
     )
     update identity_provider.logout_deliveries d
     set lease = cast(? as uuid), leased_until = now() + interval '${lease_seconds} seconds', attempts = d.attempts + 1,
         first_tried_at = coalesce(d.first_tried_at, now())
     from taken t join identity_provider.logouts l on l.id = t.logout_id
     where d.logout_id = t.logout_id and d.client_id = t.client_id
     returning d.logout_id as "logoutId", d.client_id as "clientId", d.protocol, d.sid, d.front,
               l.account_id as "referenceId", l.because, l.ended_at as "endedAt", d.attempts`,
    [limit, lease],
  );
  return rows;
}

type Taken = Pick<LogoutDelivery, 'logoutId' | 'clientId'> & { readonly lease: string };

/**
 * Notes that an application was told, or that there is no way to tell it; nothing where somebody else has taken it over
 * meanwhile. By what the application knew the person is kept no longer than that. An application that answers again is
 * told at once of all that waited for it.
 */
export async function settleDelivery(db: Db, { logoutId, clientId, lease }: Taken, outcome: 'told' | 'cannot') {
  await db.raw(
    `with settled as (
       update identity_provider.logout_deliveries set state = :outcome, settled_at = now(), leased_until = null, lease = null, front = null
       where logout_id = :logoutId and client_id = :clientId and lease = cast(:lease as uuid) and state = 'pending'
       returning client_id
     ), was as (
       select h.client_id from identity_provider.logout_health h join settled using (client_id)
       where h.failing_since is not null and :outcome = 'told'
     ), woken as (
       update identity_provider.logout_deliveries d set due_at = now() from was
       where d.client_id = was.client_id and d.state = 'pending' and d.due_at > now() and d.logout_id <> :logoutId
     )
     insert into identity_provider.logout_health as h (client_id, told, told_at)
     select client_id, 1, now() from settled where :outcome = 'told'
     on conflict (client_id) do update set told = h.told + 1, told_at = now(), failing_since = null`,
    { logoutId, clientId, lease, outcome } as never,
  );
}

/** Notes a try that came to nothing; what has been tried for a week is given up. */
export async function postponeDelivery(
  db: Db,
  { logoutId, clientId, lease }: Taken,
  failure: { readonly wait_ms: number; readonly fault: string },
): Promise<void> {
  await db.raw(
    `with postponed as (
       update identity_provider.logout_deliveries d
       set state = case when over.it then 'given-up' else 'pending' end,
           settled_at = case when over.it then now() end, front = case when over.it then null else d.front end,
           due_at = now() + make_interval(secs => :wait_ms / 1000.0), leased_until = null, lease = null, last_error = :fault
       from (select ended_at < now() - interval '${given_up_after_days} days' as it
             from identity_provider.logouts where id = :logoutId) over
       where d.logout_id = :logoutId and d.client_id = :clientId and d.lease = cast(:lease as uuid) and d.state = 'pending'
       returning d.client_id
     )
     insert into identity_provider.logout_health as h (client_id, failed, failing_since, last_error, last_failed_at)
     select client_id, 1, now(), :fault, now() from postponed
     on conflict (client_id) do update
       set failed = h.failed + 1, failing_since = coalesce(h.failing_since, now()), last_error = excluded.last_error,
           last_failed_at = now()`,
    { logoutId, clientId, lease, wait_ms: failure.wait_ms, fault: failure.fault } as never,
  );
}
