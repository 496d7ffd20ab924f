-- Applications that register themselves (RFC 7591), by leave of their university, and look after themselves (RFC 7592).

-- The leave: how many applications, until when, and what each of them becomes.
create table initial_access_tokens (
  id uuid primary key,
  token_hash text not null unique check (token_hash ~ '^[A-Za-z0-9_-]{43}$'),
  university_id uuid references directory.universities,
  label text not null check (length(label) between 1 and 200),
  -- Hosts to which its applications may lead people; `*.tpu.ru` is every host below. None means nowhere.
  redirect_hosts text[] not null check (cardinality(redirect_hosts) between 1 and 50),
  -- The most that its applications may ask of people.
  scope text not null,
  first_party boolean not null default false,
  registered_state text not null default 'draft' check (registered_state in ('draft', 'live')),
  uses_left integer not null check (uses_left between 0 and 1000),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  revoked_at timestamptz
);

-- By what an application proves that it is the one that registered.
create table registration_tokens (
  client_id text primary key references clients,
  token_hash text not null unique check (token_hash ~ '^[A-Za-z0-9_-]{43}$'),
  initial_access_token_id uuid not null references initial_access_tokens,
  issued_at timestamptz not null default now()
);
create index registration_tokens_by_leave on registration_tokens (initial_access_token_id);

grant select, insert on initial_access_tokens to campus_identity_provider;
grant update (uses_left, revoked_at) on initial_access_tokens to campus_identity_provider;
grant select, insert on registration_tokens to campus_identity_provider;
