import type { Db } from '@onecampus/database';
import type { StoredReleasePolicy } from '../rules/release-policy.ts';
import { releasePolicyColumn } from './release-policies.ts';

export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

export type Client = {
  readonly id: string;
  readonly name: string;
  readonly nameRu: string;
  readonly secretHash: string | null;
  readonly tokenEndpointAuthMethod: ClientAuthMethod;
  readonly applicationType: 'web' | 'native';
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string | null;
  readonly grantTypes: readonly string[];
  readonly scope: string;
  readonly firstParty: boolean;
  /** The university whose application it is; `null` for the consortium's own. */
  readonly universityId: string | null;
  readonly protocol: 'oidc' | 'saml' | 'cas';
  /** A draft lets nobody in but its own administrators' test; one that was withdrawn keeps its id for ever. */
  readonly state: 'draft' | 'live' | 'suspended' | 'withdrawn';
  readonly preset: ClientPreset | null;
  readonly profile: 'plain' | 'fapi2';
  readonly subjectType: 'public' | 'pairwise';
  /** Who decided for public subjects, and why. */
  readonly subjectDecision: string | null;
  readonly sector: string | null;
  readonly requirePkce: boolean;
  readonly dpopBound: boolean;
  readonly signedAlg: 'RS256' | 'ES256' | 'EdDSA';
  readonly origin: 'api' | 'console' | 'registration' | 'product' | 'federation';
  /** Raised with every change; whoever changes a client names the version that he has seen. */
  readonly version: string;
  /** The secret before the present one works until then; `null` where there is none. */
  readonly olderSecretHash: string | null;
  readonly olderSecretUntil: Date | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What it may be told of people, where somebody decided; `null` leaves it to the scopes (rules/release-policy.ts). */
  readonly releasePolicy: StoredReleasePolicy | null;
};

export type ClientPreset = 'moodle' | 'canvas' | 'open-edx' | 'koha' | 'nextcloud' | 'mod-auth-openidc';

/** What a client is where nobody said otherwise. */
export const plainClient = {
  universityId: null,
  protocol: 'oidc',
  state: 'live',
  preset: null,
  profile: 'plain',
  subjectType: 'pairwise',
  subjectDecision: null,
  sector: null,
  requirePkce: true,
  dpopBound: false,
  signedAlg: 'RS256',
  origin: 'api',
} as const satisfies Partial<Client>;

const columns = `
  id, name, name_ru as "nameRu", secret_hash as "secretHash", token_endpoint_auth_method as "tokenEndpointAuthMethod",
  application_type as "applicationType", redirect_uris as "redirectUris",
  post_logout_redirect_uris as "postLogoutRedirectUris", backchannel_logout_uri as "backchannelLogoutUri",
  grant_types as "grantTypes", scope, first_party as "firstParty", university_id as "universityId", protocol, state, preset,
  profile, subject_type as "subjectType", subject_decision as "subjectDecision", sector, require_pkce as "requirePkce",
  dpop_bound as "dpopBound", signed_alg as "signedAlg", origin, version::text,
  older_secret_hash as "olderSecretHash", older_secret_until as "olderSecretUntil", metadata,
  ${releasePolicyColumn}`;

export async function findClient(db: Db, id: string): Promise<Client | undefined> {
  const { rows } = await db.raw<{ rows: Client[] }>(`select ${columns} from identity_provider.clients where id = ?`, [
    id,
  ]);
  return rows[0];
}

export async function listClients(db: Db): Promise<Client[]> {
  const { rows } = await db.raw<{ rows: Client[] }>(`select ${columns} from identity_provider.clients order by id`);
  return rows;
}

/** The version is the database's own; an older secret comes of changing it (store/client-secrets.ts). */
export type NewClient = Omit<Client, 'version' | 'releasePolicy' | 'olderSecretHash' | 'olderSecretUntil'>;

function values(client: NewClient) {
  return {
    id: client.id,
    name: client.name,
    nameRu: client.nameRu,
    secretHash: client.secretHash,
    method: client.tokenEndpointAuthMethod,
    applicationType: client.applicationType,
    redirectUris: [...client.redirectUris],
    postLogoutRedirectUris: [...client.postLogoutRedirectUris],
    backchannelLogoutUri: client.backchannelLogoutUri,
    grantTypes: [...client.grantTypes],
    scope: client.scope,
    firstParty: client.firstParty,
    universityId: client.universityId,
    protocol: client.protocol,
    state: client.state,
    preset: client.preset,
    profile: client.profile,
    subjectType: client.subjectType,
    subjectDecision: client.subjectDecision,
    sector: client.sector,
    requirePkce: client.requirePkce,
    dpopBound: client.dpopBound,
    signedAlg: client.signedAlg,
    origin: client.origin,
    metadata: JSON.stringify(client.metadata),
  };
}

/**
 * Whoever names another university's host as its own, or comes from a federation with any, stands alone: it would be told by
 * which subjects people are known there.
 */
const ownSector = `case when :origin <> 'federation' and not exists (
  select from identity_provider.clients o
  where o.sector = :sector and o.id <> :id and o.university_id is distinct from cast(:universityId as uuid)) then :sector end`;

const insert = `
  insert into identity_provider.clients
    (id, name, name_ru, secret_hash, token_endpoint_auth_method, application_type, redirect_uris,
     post_logout_redirect_uris, backchannel_logout_uri, grant_types, scope, first_party, university_id, protocol, state,
     preset, profile, subject_type, subject_decision, sector, require_pkce, dpop_bound, signed_alg, origin, metadata, created_by)
  values (:id, :name, :nameRu, :secretHash, :method, :applicationType, :redirectUris,
     :postLogoutRedirectUris, :backchannelLogoutUri, :grantTypes, :scope, :firstParty, :universityId, :protocol, :state,
     :preset, :profile, :subjectType, :subjectDecision, ${ownSector}, :requirePkce, :dpopBound, :signedAlg, :origin, :metadata, :createdBy)`;

/** `false` where a client of this id exists already. */
export async function insertClient(db: Db, client: NewClient, createdBy: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(`${insert} on conflict (id) do nothing returning 1`, {
    ...values(client),
    createdBy,
  } as never);
  return rows.length === 1;
}

/** Creates one of our own clients or brings what the configuration says of it to what it should be; `true` where anything changed. */
export async function upsertClient(db: Db, client: NewClient, createdBy: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `${insert}
     on conflict (id) do update
       set secret_hash = excluded.secret_hash, scope = excluded.scope, redirect_uris = excluded.redirect_uris,
           metadata = excluded.metadata, changed_by = excluded.created_by
       where (clients.secret_hash, clients.scope, clients.redirect_uris, clients.metadata)
         is distinct from (excluded.secret_hash, excluded.scope, excluded.redirect_uris, excluded.metadata)
     returning 1`,
    { ...values(client), createdBy } as never,
  );
  return rows.length === 1;
}

/** Writes what a chain of trust says of an application; its state here and whose it is stay as they were decided. */
export async function upsertFederatedClient(db: Db, client: NewClient): Promise<void> {
  await db.raw(
    `${insert}
     on conflict (id) do update
       set name = excluded.name, name_ru = excluded.name_ru, redirect_uris = excluded.redirect_uris,
           post_logout_redirect_uris = excluded.post_logout_redirect_uris,
           backchannel_logout_uri = excluded.backchannel_logout_uri, grant_types = excluded.grant_types, scope = excluded.scope,
           signed_alg = excluded.signed_alg, metadata = excluded.metadata, version = clients.version + 1, changed_at = now()
       where clients.origin = 'federation'`,
    { ...values(client), createdBy: 'service:identity-provider' } as never,
  );
}

/** `false` where somebody was faster: the client is another one than the caller has seen. */
export async function updateClient(db: Db, client: NewClient, seenVersion: string, by: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.clients
     set name = :name, name_ru = :nameRu, token_endpoint_auth_method = :method, application_type = :applicationType,
         redirect_uris = :redirectUris, post_logout_redirect_uris = :postLogoutRedirectUris,
         backchannel_logout_uri = :backchannelLogoutUri, grant_types = :grantTypes, scope = :scope,
         first_party = :firstParty, university_id = :universityId, state = :state, preset = :preset, profile = :profile,
         subject_type = :subjectType,
         subject_decision = :subjectDecision, sector = :sector, require_pkce = :requirePkce, dpop_bound = :dpopBound,
         signed_alg = :signedAlg, metadata = :metadata, changed_by = :by
     where id = :id and version = :seenVersion and state <> 'withdrawn'
     returning 1`,
    { ...values(client), seenVersion, by } as never,
  );
  return rows.length === 1;
}
