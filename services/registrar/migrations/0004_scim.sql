-- Who may speak for a university by SCIM. Looked up before any university is known, so without row-level security; hashes
-- and names of programs, nothing about people. Every statement names the university or the secret itself.

create table scim_tokens (
  id uuid primary key,
  university_id uuid not null references directory.universities (id),
  -- Which system holds it, in the administrator's words.
  name text not null check (name <> '' and length(name) <= 200),
  -- SHA-256, base64url; the token has 256 random bits and is shown once.
  token_hash text not null unique,
  -- Two places per university, so that a token is replaced without a gap and forgotten ones do not pile up.
  slot smallint not null check (slot in (1, 2)),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Brought up to date once a minute at most.
  last_used_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index two_alive_at_most on scim_tokens (university_id, slot) where revoked_at is null;
create index scim_tokens_university on scim_tokens (university_id, created_at);

-- A client of the identity provider that speaks for one university by its access tokens (RFC 9068, scope `scim`).
create table scim_clients (
  client_id text primary key check (client_id <> '' and length(client_id) <= 200),
  university_id uuid not null references directory.universities (id),
  bound_by text not null,
  bound_at timestamptz not null default now()
);
create index scim_clients_university on scim_clients (university_id);

grant select, insert, update on scim_tokens to campus_registrar;
grant select, insert, delete on scim_clients to campus_registrar;
