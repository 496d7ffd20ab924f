import type { Db, Tx } from '@onecampus/database';
import type { JWK } from 'jose';
import type { Constraints } from '../rules/federation/constraints.ts';
import type { MetadataPolicy } from '../rules/federation/metadata-policy.ts';
import { type Client, findClient, type NewClient, upsertFederatedClient } from './clients.ts';

export interface FederationKey {
  readonly kid: string;
  readonly state: 'signing' | 'retired' | 'withdrawn';
  readonly publicJwk: JWK;
  readonly sealedPrivateJwk: string | null;
}

/** The one that signs first; withdrawn ones are not listed. */
export async function listFederationKeys(db: Db): Promise<FederationKey[]> {
  const { rows } = await db.raw<{ rows: FederationKey[] }>(
    `select kid, state, public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk"
     from identity_provider.federation_keys where state <> 'withdrawn' order by state = 'signing' desc, created_at desc`,
  );
  return rows;
}

/** Makes the first key, once, whoever else does the same. */
export async function insertFirstFederationKey(
  db: Db,
  key: { readonly kid: string; readonly publicJwk: JWK; readonly sealedPrivateJwk: string },
): Promise<void> {
  await db.raw(
    `insert into identity_provider.federation_keys (kid, state, public_jwk, sealed_private_jwk)
     values (?, 'signing', ?, ?) on conflict (state) where state = 'signing' do nothing`,
    [key.kid, JSON.stringify(key.publicJwk), key.sealedPrivateJwk],
  );
}

export type EntityKind = 'openid_relying_party' | 'openid_provider' | 'federation_entity';

/** An entity below us. */
export interface Subordinate {
  readonly entityId: string;
  readonly universityId: string | null;
  readonly kind: EntityKind;
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly metadataPolicy: MetadataPolicy;
  readonly constraints: Constraints;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly admittedAt: Date | null;
}

const columns = `entity_id as "entityId", university_id as "universityId", kind, jwks, metadata_policy as "metadataPolicy",
  constraints, proposed_by as "proposedBy", proposed_at as "proposedAt", admitted_at as "admittedAt"`;

/** Those that were not withdrawn; only admitted ones are anybody to the world. */
export async function listSubordinates(db: Db): Promise<Subordinate[]> {
  const { rows } = await db.raw<{ rows: Subordinate[] }>(
    `select ${columns} from identity_provider.federation_subordinates where withdrawn_at is null order by entity_id`,
  );
  return rows;
}

/** `false` where the entity is there already; one that was withdrawn begins anew. */
export async function proposeSubordinate(
  tx: Tx,
  entity: Pick<Subordinate, 'entityId' | 'universityId' | 'kind' | 'jwks' | 'metadataPolicy' | 'constraints'>,
  by: string,
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into identity_provider.federation_subordinates as s
       (entity_id, university_id, kind, jwks, metadata_policy, constraints, proposed_by)
     values (:entityId, :universityId, :kind, :jwks, :metadataPolicy, :constraints, :by)
     on conflict (entity_id) do update
       set university_id = excluded.university_id, kind = excluded.kind, jwks = excluded.jwks,
           metadata_policy = excluded.metadata_policy, constraints = excluded.constraints, proposed_by = excluded.proposed_by,
           proposed_at = now(), admitted_by = null, admitted_at = null, withdrawn_by = null, withdrawn_at = null
       where s.withdrawn_at is not null
     returning 1`,
    {
      ...entity,
      jwks: JSON.stringify(entity.jwks),
      metadataPolicy: JSON.stringify(entity.metadataPolicy),
      constraints: JSON.stringify(entity.constraints),
      by,
    } as never,
  );
  return rows.length === 1;
}

export async function findProposer(db: Db, entityId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { by: string }[] }>(
    `select proposed_by as by from identity_provider.federation_subordinates
     where entity_id = ? and admitted_at is null and withdrawn_at is null`,
    [entityId],
  );
  return rows[0]?.by;
}

export async function admitSubordinate(tx: Tx, entityId: string, by: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update identity_provider.federation_subordinates set admitted_by = ?, admitted_at = now()
     where entity_id = ? and admitted_at is null and withdrawn_at is null returning 1`,
    [by, entityId],
  );
  return rows.length === 1;
}

/** Whose chain led over it is not kept in a form to be asked for, so every chain is followed anew when it is next needed. */
export async function withdrawSubordinate(tx: Tx, entityId: string, by: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `with gone as (
       update identity_provider.federation_subordinates set withdrawn_by = ?, withdrawn_at = now()
       where entity_id = ? and withdrawn_at is null returning entity_id
     ), ended as (
       update identity_provider.federated_clients set expires_at = now()
       where expires_at > now() and exists (select from gone)
     )
     select from gone`,
    [by, entityId],
  );
  return rows.length === 1;
}

/** Whether it has ever come by a chain of trust, also where that one has run out. */
export async function isFederatedClientKnown(db: Db, id: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    'select 1 from identity_provider.federated_clients where client_id = ?',
    [id],
  );
  return rows.length === 1;
}

/** An application of a chain that still holds. */
export async function findFederatedClient(
  db: Db,
  id: string,
): Promise<{ client: Client; expiresAt: Date } | undefined> {
  const { rows } = await db.raw<{ rows: { expiresAt: Date }[] }>(
    `select expires_at as "expiresAt" from identity_provider.federated_clients where client_id = ? and expires_at > now()`,
    [id],
  );
  const client = rows[0] && (await findClient(db, id));
  return client && { client, expiresAt: rows[0]!.expiresAt };
}

/** Writes what a chain says of an application; what people decided about it here (its state, its policy) stays. */
export async function saveFederatedClient(
  tx: Tx,
  client: NewClient,
  chain: { readonly trustAnchor: string; readonly statements: readonly string[]; readonly expiresAt: Date },
): Promise<void> {
  await upsertFederatedClient(tx, client);
  await tx.raw(
    `insert into identity_provider.federated_clients (client_id, trust_anchor, chain, expires_at) values (?, ?, ?, ?)
     on conflict (client_id) do update
       set trust_anchor = excluded.trust_anchor, chain = excluded.chain, expires_at = excluded.expires_at, resolved_at = now()`,
    [client.id, chain.trustAnchor, [...chain.statements], chain.expiresAt] as never,
  );
}
