import type { Db } from '@onecampus/database';

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
  readonly metadata: Readonly<Record<string, unknown>>;
};

const columns = `
  id, name, name_ru as "nameRu", secret_hash as "secretHash", token_endpoint_auth_method as "tokenEndpointAuthMethod",
  application_type as "applicationType", redirect_uris as "redirectUris",
  post_logout_redirect_uris as "postLogoutRedirectUris", backchannel_logout_uri as "backchannelLogoutUri",
  grant_types as "grantTypes", scope, first_party as "firstParty", metadata`;

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

function values(client: Client) {
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
    metadata: JSON.stringify(client.metadata),
  };
}

const insert = `
  insert into identity_provider.clients
    (id, name, name_ru, secret_hash, token_endpoint_auth_method, application_type, redirect_uris,
     post_logout_redirect_uris, backchannel_logout_uri, grant_types, scope, first_party, metadata, created_by)
  values (:id, :name, :nameRu, :secretHash, :method, :applicationType, :redirectUris,
     :postLogoutRedirectUris, :backchannelLogoutUri, :grantTypes, :scope, :firstParty, :metadata, :createdBy)`;

/** `false` where a client of this id exists already. */
export async function insertClient(db: Db, client: Client, createdBy: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(`${insert} on conflict (id) do nothing returning 1`, {
    ...values(client),
    createdBy,
  } as never);
  return rows.length === 1;
}

/** Creates the client or brings its secret and scope to what they should be; `true` where anything changed. */
export async function upsertClient(db: Db, client: Client, createdBy: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `${insert}
     on conflict (id) do update set secret_hash = excluded.secret_hash, scope = excluded.scope
       where (clients.secret_hash, clients.scope) is distinct from (excluded.secret_hash, excluded.scope)
     returning 1`,
    { ...values(client), createdBy } as never,
  );
  return rows.length === 1;
}
