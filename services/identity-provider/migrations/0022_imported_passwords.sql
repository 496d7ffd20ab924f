-- Hashes that a university brought from where its people signed in until now. Each serves for one sign-in: with the password
-- at hand it becomes one of ours, in the same transaction, and the row is gone.
create table imported_passwords (
  person_id uuid primary key references accounts on delete cascade,
  -- As it came: the format is read from the hash itself (rules/imported-hash.ts).
  hash text not null check (length(hash) between 20 and 1000),
  imported_at timestamptz not null default now(),
  imported_by text not null
);

grant select, insert, update, delete on imported_passwords to campus_identity_provider;
