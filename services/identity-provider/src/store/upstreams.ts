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
  /** The live provider of which this is a change that is not in force yet. */
  readonly revises: string | null;
}

const columns = `id, university_id as "universityId", slug, issuer, client_id as "clientId", auth_method as "authMethod",
  secret_sealed as "secretSealed", scopes, claims, domains, trusts_acr as "trustsAcr", state, version::int,
  tested_at as "testedAt", live_at as "liveAt", revises`;

export async function listUpstreams(db: Db, universityId: string): Promise<Upstream[]> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where university_id = ? and revises is null order by slug`,
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

/** Whom people came from, by the name in its addresses: one that makes a pause may still tell who has signed out there. */
export async function findUpstreamInUse(db: Db, slug: string): Promise<Upstream | undefined> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where slug = ? and state in ('live', 'paused') and revises is null`,
    [slug],
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

/** The change of a provider that somebody is preparing; there is one at most. */
export async function findChangeOf(db: Db, id: string): Promise<Upstream | undefined> {
  const { rows } = await db.raw<{ rows: Upstream[] }>(
    `select ${columns} from identity_provider.upstreams where revises = ?`,
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
    readonly revises: string | null;
    readonly by: string;
  },
): Promise<void> {
  await tx.raw(
    `insert into identity_provider.upstreams
       (id, university_id, slug, issuer, client_id, auth_method, secret_sealed, scopes, claims, domains, trusts_acr, changed_by, revises)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [row.id, row.universityId, row.slug, ...settingsOf(row), row.by, row.revises] as never,
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
  order: {
    readonly id: string;
    readonly universityId: string;
    readonly seenVersion: number;
    readonly askedBy: string;
    readonly agreedBy: string;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstreams set state = 'live', live_at = now(), live_by = :by, changed_at = now(), changed_by = :by,
       asked_by = :askedBy, agreed_by = :agreedBy, agreed_at = now()
     where id = :id and university_id = :universityId and version = :seenVersion and state in ('tested', 'paused')`,
    { ...order, by: `person:${order.agreedBy}` } as never,
  );
  return rowCount === 1;
}

/** The live provider becomes what the tested change says; `false` where one of them is not any more what it was. */
export async function applyUpstreamChange(
  tx: Tx,
  order: {
    readonly id: string;
    readonly revisionId: string;
    readonly secretSealed: string | null;
    readonly askedBy: string;
    readonly agreedBy: string;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstreams u set issuer = r.issuer, client_id = r.client_id, auth_method = r.auth_method,
       secret_sealed = :secretSealed, scopes = r.scopes, claims = r.claims, domains = r.domains, trusts_acr = r.trusts_acr,
       tested_at = r.tested_at, tested_by = r.tested_by, asked_by = :askedBy, agreed_by = :agreedBy, agreed_at = now(),
       changed_at = now(), changed_by = :by
     from identity_provider.upstreams r
     where u.id = :id and u.state = 'live' and r.id = :revisionId and r.revises = u.id and r.state = 'tested'`,
    { ...order, by: `person:${order.agreedBy}` } as never,
  );
  return rowCount === 1;
}

/** A change that came into force, or that nobody wants. */
export async function deleteUpstreamChange(tx: Tx, universityId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'delete from identity_provider.upstreams where id = ? and university_id = ? and revises is not null',
    [id, universityId],
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
