-- "I have forgotten my password."

-- What somebody typed who asks for a new one, until a moment later a job looks whose it is. Whoever asks waits for this row
-- alone, be there such an account or not, so the time tells him nothing. What was typed may be a password in the wrong
-- field: sealed, and gone with the answer.
create table password_requests (
  id uuid primary key,
  sealed text not null,
  asked_at timestamptz not null default now()
);

-- Links that set a new password, each once. Only the SHA-256 of 256 random bits is kept.
create table password_resets (
  token_hash text primary key check (token_hash ~ '^[A-Za-z0-9_-]{43}$'),
  person_id uuid not null references accounts on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index password_resets_of_person on password_resets (person_id);
create index password_resets_expired on password_resets (expires_at);

grant select, insert, update, delete on password_requests, password_resets to campus_identity_provider;
