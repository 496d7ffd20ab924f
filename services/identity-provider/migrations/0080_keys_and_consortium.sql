-- Who has fetched which public key, so that a rotation knows its clients; what only two people together may do; and which
-- networks of a university we may call.

-- One row per place that fetches our JWKS. The place is an HMAC of its address under a key that the database does not have.
create table key_fetches (
  source text primary key check (source ~ '^[A-Za-z0-9_-]{43}$'),
  kids text[] not null,
  fetched_at timestamptz not null default now()
);
-- From which places each application has called us and proved itself.
create table client_sources (
  client_id text not null references clients,
  source text not null check (source ~ '^[A-Za-z0-9_-]{43}$'),
  seen_at timestamptz not null default now(),
  primary key (client_id, source)
);
create index key_fetches_old on key_fetches (fetched_at);
create index client_sources_old on client_sources (seen_at);

alter table signing_keys add column withdrawn_because text check (length(withdrawn_because) between 1 and 500);

-- What people do for the whole consortium and not for their university.
create table consortium_roles (
  person_id uuid not null,
  role text not null check (role in ('security-officer')),
  granted_at timestamptz not null default now(),
  granted_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index one_live_consortium_role on consortium_roles (person_id, role) where revoked_at is null;

-- What one person asks for and another one decides: never the same human, and not after a day.
create table consortium_requests (
  id uuid primary key,
  kind text not null check (kind in ('rotate-keys', 'return-to-key', 'withdraw-key', 'grant-role', 'revoke-role')),
  -- The key or the person that it is about, and why.
  subject text,
  reason text not null check (length(reason) between 1 and 500),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '24 hours',
  decided_by uuid,
  decided_at timestamptz,
  outcome text check (outcome in ('agreed', 'refused')),
  constraint four_eyes check (decided_by <> asked_by or outcome = 'refused'),
  check ((decided_by is null) = (outcome is null) and (decided_at is null) = (outcome is null)),
  check (decided_at < expires_at),
  check ((kind = 'rotate-keys') = (subject is null))
);
create unique index one_open_request on consortium_requests (kind, coalesce(subject, '')) where outcome is null;

-- Networks of a university besides the internet to which we may send (back-channel logout, jwks_uri, its own provider).
create table outgoing_networks (
  id uuid primary key,
  university_id uuid not null references directory.universities,
  network cidr not null,
  purpose text not null check (length(purpose) between 1 and 200),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  removed_by text,
  removed_at timestamptz,
  constraint four_eyes check (approved_by <> asked_by),
  check ((approved_by is null) = (approved_at is null)),
  check ((removed_by is null) = (removed_at is null)),
  -- Never this machine, its link or a cloud's metadata; and no network so wide that the list would mean nothing.
  constraint no_special_network check (
    not network && any (array['127.0.0.0/8', '169.254.0.0/16', '0.0.0.0/8', '224.0.0.0/4', '::1/128', '::/128', 'fe80::/10', 'ff00::/8']::cidr[])),
  constraint no_wide_network check (masklen(network) >= case family(network) when 4 then 8 else 32 end)
);
create unique index one_live_network on outgoing_networks (university_id, network) where removed_at is null;

grant select, insert, update, delete on key_fetches, client_sources to campus_identity_provider;
grant select, insert, update on consortium_roles, consortium_requests, outgoing_networks to campus_identity_provider;
