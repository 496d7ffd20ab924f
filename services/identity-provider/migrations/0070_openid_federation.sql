-- OpenID Federation 1.0: our own keys as an entity, the entities below us, and the applications that came in by a chain of
-- trust instead of by a registration.

create table federation_keys (
  kid text primary key,
  state text not null check (state in ('signing', 'retired', 'withdrawn')),
  public_jwk jsonb not null check (not public_jwk ? 'd'),
  -- AES-256-GCM under a key that the database never sees. Gone once the key is withdrawn.
  sealed_private_jwk text,
  created_at timestamptz not null default now(),
  state_since timestamptz not null default now(),
  check ((state = 'withdrawn') = (sealed_private_jwk is null))
);
create unique index one_signing_federation_key on federation_keys (state) where state = 'signing';

-- Entities for which we vouch. One officer proposes an entity, another one admits it.
create table federation_subordinates (
  entity_id text primary key check (entity_id ~ '^https?://[^\s?#]+$' and length(entity_id) <= 500),
  university_id uuid references directory.universities,
  kind text not null check (kind in ('openid_relying_party', 'openid_provider', 'federation_entity')),
  -- Public keys of the entity as a federation entity: what it signs its own configuration with.
  jwks jsonb not null check (jsonb_typeof(jwks -> 'keys') = 'array' and jsonb_array_length(jwks -> 'keys') between 1 and 20),
  metadata_policy jsonb not null default '{}' check (jsonb_typeof(metadata_policy) = 'object'),
  constraints jsonb not null default '{}' check (jsonb_typeof(constraints) = 'object'),
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  admitted_by text,
  admitted_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint four_eyes check (admitted_by is null or admitted_by <> proposed_by),
  check ((admitted_by is null) = (admitted_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);

alter table clients drop constraint clients_origin_check;
alter table clients add constraint clients_origin_check
  check (origin in ('api', 'console', 'registration', 'product', 'federation'));
alter table clients drop constraint clients_id_check;
alter table clients add constraint clients_id_check check (
  case origin when 'federation' then id ~ '^https?://[^\s?#]+$' and length(id) <= 500 else id ~ '^[a-zA-Z0-9][a-zA-Z0-9._-]{1,62}$' end);

-- What a chain of trust said of an application, and until when that holds.
create table federated_clients (
  client_id text primary key references clients,
  trust_anchor text not null,
  -- The statements, leaf first, as they were received.
  chain text[] not null check (cardinality(chain) between 2 and 12),
  expires_at timestamptz not null,
  resolved_at timestamptz not null default now()
);

grant select, insert, update on federation_keys, federation_subordinates, federated_clients to campus_identity_provider;
