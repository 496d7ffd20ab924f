import type { Db, Tx } from '@onecampus/database';
import type { ClaimMapping } from '../rules/upstream-claims.ts';

export type UpstreamState = 'draft' | 'tested' | 'live' | 'paused';
export type UpstreamAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'none';

/** What a university says of its own provider. */
export interface UpstreamSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly authMethod: UpstreamAuthMethod;
  readonly scopes: readonly string[];
  readonly claims: ClaimMapping;
  /** Domains for which it may speak. */
  readonly domains: readonly string[];
  readonly trustsAcr: boolean;
}

export interface Upstream extends UpstreamSettings {
  readonly id: string;
  readonly universityId: string;
  readonly slug: string;
  readonly secretSealed: string | null;
  readonly state: UpstreamState;
  readonly version: number;
  readonly testedAt: Date | null;
  readonly liveAt: Date | null;
}

const columns = `id, university_id as "universityId", slug, issuer, client_id as "clientId", auth_method as "authMethod",
  secret_sealed as "secretSealed", scopes, claims, domains, trusts_acr as "trustsAcr", state, version::int,
  tested_at as "testedAt", live_at as "liveAt"`;

export async function listUpstreams(db: Db, universityId: string): Promise<Upstream[]> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where university_id = ? order by slug`,
    [universityId],
  );
  return rows;
}

export async function listLiveUpstreams(db: Db): Promise<Upstream[]> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where state = 'live'`,
  );
  return rows;
}

/** Whosoever it is: for an answer that comes back to its redirect address. */
export async function findUpstream(db: Db, id: string): Promise<Upstream | undefined> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where id = ?`,
    [id],
  );
  return rows[0];
}

/** A university's own; another's is not there. */
export async function findUpstreamOf(db: Db, universityId: string, id: string): Promise<Upstream | undefined> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where id = ? and university_id = ?`,
    [id, universityId],
  );
  return rows[0];
}

/** The provider as it is until the transaction ends: nobody pauses it meanwhile. */
export async function findLiveUpstream(tx: Tx, id: string): Promise<Upstream | undefined> {
  const { rows } = await tx.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where id = ? and state = 'live' for share`,
    [id],
  );
  return rows[0];
}

export async function insertUpstream(
  tx: Tx,
  row: UpstreamSettings & {
    readonly id: string;
    readonly universityId: string;
    readonly slug: string;
    readonly secretSealed: string | null;
    readonly by: string;
  },
): Promise<void> {
  await tx.raw(
    `insert into identity_provider.upstreams
       (id, university_id, slug, issuer, client_id, auth_method, secret_sealed, scopes, claims, domains, trusts_acr, changed_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [row.id, row.universityId, row.slug, ...settingsOf(row), row.by] as never,
  );
}

/** Writes where nobody has written since `seenVersion`; `false` otherwise. What changes who is let in makes a draft of it. */
export async function updateUpstream(
  tx: Tx,
  row: UpstreamSettings & {
    readonly id: string;
    readonly universityId: string;
    readonly secretSealed: string | null;
    readonly seenVersion: number;
    readonly by: string;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstreams set issuer = ?, client_id = ?, auth_method = ?, secret_sealed = ?, scopes = ?,
       claims = ?, domains = ?, trusts_acr = ?, changed_by = ?, changed_at = now()
     where id = ? and university_id = ? and version = ?`,
    [...settingsOf(row), row.by, row.id, row.universityId, row.seenVersion] as never,
  );
  return rowCount === 1;
}

function settingsOf(row: UpstreamSettings & { readonly secretSealed: string | null }): unknown[] {
  return [
    row.issuer,
    row.clientId,
    row.authMethod,
    row.secretSealed,
    [...row.scopes],
    JSON.stringify(row.claims),
    [...row.domains],
    row.trustsAcr,
  ];
}

/** A test has shown whom the provider, as it was then, lets in; `false` where it has changed since. */
export async function markUpstreamTested(
  tx: Tx,
  test: { readonly id: string; readonly version: number; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstreams set state = case state when 'draft' then 'tested' else state end,
       tested_at = now(), tested_by = ?, changed_at = now(), changed_by = ? where id = ? and version = ?`,
    [test.by, test.by, test.id, test.version],
  );
  return rowCount === 1;
}

/** The university's other live provider, if it has one, makes room: people have one way in. */
export async function pauseLiveUpstream(tx: Tx, universityId: string, by: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `update identity_provider.upstreams set state = 'paused', changed_at = now(), changed_by = ?
     where university_id = ? and state = 'live' returning id`,
    [by, universityId],
  );
  return rows.map(({ id }) => id);
}

/** `false` where it was not tested as it is now. */
export async function putUpstreamLive(
  tx: Tx,
  order: { readonly id: string; readonly universityId: string; readonly seenVersion: number; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstreams set state = 'live', live_at = now(), live_by = ?, changed_at = now(), changed_by = ?
     where id = ? and university_id = ? and version = ? and state in ('tested', 'paused')`,
    [order.by, order.by, order.id, order.universityId, order.seenVersion],
  );
  return rowCount === 1;
}

/** `false` where it is not live. */
export async function pauseUpstream(
  tx: Tx,
  order: { readonly id: string; readonly universityId: string; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstreams set state = 'paused', changed_at = now(), changed_by = ?
     where id = ? and university_id = ? and state = 'live'`,
    [order.by, order.id, order.universityId],
  );
  return rowCount === 1;
}
