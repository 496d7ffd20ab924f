-- Which key seals what is stored; sign-outs that a university's own provider tells us of.

-- The keys themselves are outside of the database; here are their names.
create table key_encryption_keys (
  id text primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
  state text not null default 'sealing' check (state in ('sealing', 'former')),
  since timestamptz not null default now()
);
create unique index one_sealing_key on key_encryption_keys (state) where state = 'sealing';

-- What keys of single purposes are derived from (hashes of recovery codes and the like, which cannot be made anew), so that it
-- outlives a change of the key that seals it.
create table derivation_root (
  id text primary key check (id = 'root'),
  sealed_root text not null
);

-- Which running instance has which keys: none begins to seal with one that another could not open.
create table key_holdings (
  instance_id uuid primary key,
  knows text[] not null check (cardinality(knows) > 0),
  seals_with text not null,
  seen_at timestamptz not null default now()
);

grant select, insert, update on key_encryption_keys to campus_identity_provider;
grant select, insert, update (sealed_root) on derivation_root to campus_identity_provider;
grant select, insert, update, delete on key_holdings to campus_identity_provider;
grant update (sealed_key) on cookie_keys to campus_identity_provider;

-- When an initial access token was last used, for whoever gave it.
alter table initial_access_tokens add column last_used_at timestamptz;
grant update (last_used_at) on initial_access_tokens to campus_identity_provider;

-- Sessions that came from a session at a university's own provider, which tells us when it ends.
create index sessions_from_upstream on sessions ((payload->'upstream'->>'id'), (payload->'upstream'->>'sub'))
  where payload->'upstream' is not null and ended_at is null;
