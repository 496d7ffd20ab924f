-- Who may sign in, which applications may ask, and what was granted. Written by the identity provider alone.
-- A person is named by the directory's id; no foreign key reaches into another owner's schema.

create table accounts (
  person_id uuid primary key,
  -- The person's public reference: the `sub` that applications know, copied here because it never changes.
  reference_id text not null unique check (reference_id ~ '^[a-z2-7]{26}$'),
  state text not null default 'active' check (state in ('active', 'locked')),
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create table passwords (
  person_id uuid primary key references accounts,
  -- Argon2id in the PHC string format: the parameters travel with each hash.
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default now(),
  changed_by text not null
);

create table clients (
  id text primary key check (id ~ '^[a-zA-Z0-9][a-zA-Z0-9._-]{1,62}$'),
  name text not null,
  name_ru text not null,
  -- SHA-256 of 256 random bits, base64url. Absent for public clients and for those that sign with a key of their own.
  secret_hash text check (secret_hash ~ '^[A-Za-z0-9_-]{43}$'),
  token_endpoint_auth_method text not null
    check (token_endpoint_auth_method in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  application_type text not null default 'web' check (application_type in ('web', 'native')),
  redirect_uris text[] not null default '{}',
  post_logout_redirect_uris text[] not null default '{}',
  backchannel_logout_uri text,
  grant_types text[] not null,
  scope text not null default '',
  -- An application of the consortium itself: the person is not asked whether it may know who they are.
  first_party boolean not null default true,
  -- The remaining members of RFC 7591 that the engine reads and we never query.
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  created_by text not null,
  check ((token_endpoint_auth_method in ('client_secret_basic', 'client_secret_post')) = (secret_hash is not null)),
  check (not ('authorization_code' = any (grant_types)) or cardinality(redirect_uris) > 0)
);

-- One row per cookie value that a browser was given. When the value is exchanged (a new sign-in in the same browser) the
-- old row ends and a new one begins under the same uid. An ended row never lives again: a request that was under way
-- while the person signed out finds it ended and cannot bring the session back.
create table sessions (
  id_hash text primary key,
  uid text not null,
  account_id text,
  login_at timestamptz,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_uid on sessions (uid);
create index sessions_account on sessions (account_id) where ended_at is null;
create index sessions_expiring on sessions (expires_at);

create table grants (
  id text primary key,
  account_id text not null,
  client_id text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index grants_account on grants (account_id);
create index grants_expiring on grants (expires_at);

-- What a session holds for each application: a row of its own, so that two tabs that sign in to two applications at the
-- same moment each write their own row and neither overwrites the other's.
create table session_authorizations (
  session_uid text not null,
  client_id text not null,
  sid text,
  grant_id text references grants on delete set null,
  persists_logout boolean,
  expires_at timestamptz not null,
  primary key (session_uid, client_id)
);
create index session_authorizations_grant on session_authorizations (grant_id);
create index session_authorizations_expiring on session_authorizations (expires_at);

create table refresh_tokens (
  id_hash text primary key,
  -- A withdrawn grant takes its tokens along, those that are just being written included.
  grant_id text not null references grants on delete cascade,
  account_id text not null,
  client_id text not null,
  payload jsonb not null,
  consumed_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index refresh_tokens_grant on refresh_tokens (grant_id);
create index refresh_tokens_expiring on refresh_tokens (expires_at);

create table signing_keys (
  kid text primary key,
  alg text not null check (alg in ('RS256', 'ES256')),
  state text not null check (state in ('published', 'signing', 'retired', 'withdrawn')),
  state_since timestamptz not null,
  public_jwk jsonb not null check (not public_jwk ? 'd'),
  -- AES-256-GCM under a key that the database never sees. Gone once the key is withdrawn.
  sealed_private_jwk text,
  created_at timestamptz not null default now(),
  check ((state = 'withdrawn') = (sealed_private_jwk is null))
);
create unique index one_signing_key_per_algorithm on signing_keys (alg) where state = 'signing';
create unique index one_published_key_per_algorithm on signing_keys (alg) where state = 'published';

-- Keys that sign the engine's cookies; the newest signs, the older ones still verify.
create table cookie_keys (
  id uuid primary key,
  sealed_key text not null,
  created_at timestamptz not null default now()
);

grant usage on schema identity_provider to campus_identity_provider;
grant select, insert, update on accounts, passwords, clients, signing_keys to campus_identity_provider;
grant select, insert, update, delete on sessions, session_authorizations, grants, refresh_tokens to campus_identity_provider;
grant select, insert, delete on cookie_keys to campus_identity_provider;
