import type { Db } from '@onecampus/database';

/** Where a university stands with signing in, as numbers. */
export interface ConsoleOverview {
  readonly servicesOpen: number;
  readonly servicesDraft: number;
  /** Services that do not answer when sign-ins end. */
  readonly servicesFailing: number;
  readonly upstream: 'draft' | 'tested' | 'live' | 'paused' | null;
  readonly strangersWaiting: number;
  readonly invitationsOpen: number;
  readonly recoveriesWaiting: number;
  readonly networksWaiting: number;
  /** Requests of one administrator that another one decides. */
  readonly requestsWaiting: number;
}

export async function readConsoleOverview(db: Db, universityId: string): Promise<ConsoleOverview> {
  const { rows } = await db.raw<{ rows: ConsoleOverview[] }>(
    `select
       (select count(*)::int from identity_provider.clients where university_id = :u and state = 'live') as "servicesOpen",
       (select count(*)::int from identity_provider.clients where university_id = :u and state = 'draft') as "servicesDraft",
       (select count(*)::int from identity_provider.clients c join identity_provider.logout_health h on h.client_id = c.id
        where c.university_id = :u and c.state = 'live' and h.failing_since is not null) as "servicesFailing",
       (select state from identity_provider.upstreams where university_id = :u and revises is null order by state = 'live' desc limit 1) as upstream,
       (select count(*)::int from identity_provider.upstream_strangers where university_id = :u and state = 'waiting') as "strangersWaiting",
       (select count(*)::int from identity_provider.invitations
        where university_id = :u and used_at is null and revoked_at is null and expires_at > now()) as "invitationsOpen",
       (select count(*)::int from identity_provider.recoveries
        where university_id = :u and ended_at is null and approved_at is null and closes_at > now()) as "recoveriesWaiting",
       (select count(*)::int from identity_provider.outgoing_networks
        where university_id = :u and approved_at is null and removed_at is null) as "networksWaiting",
       (select count(*)::int from identity_provider.consortium_requests
        where university_id = :u and outcome is null and expires_at > now()) as "requestsWaiting"`,
    { u: universityId } as never,
  );
  return rows[0]!;
}
