-- Browsers in which somebody has signed in before: their attempts are counted by themselves, so that whoever guesses from
-- elsewhere does not keep the owner out. The cookie holds 256 random bits; here is their SHA-256.
create table known_browsers (
  id_hash text not null check (id_hash ~ '^[A-Za-z0-9_-]{43}$'),
  person_id uuid not null references accounts on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (id_hash, person_id)
);
create index known_browsers_of_person on known_browsers (person_id);
create index known_browsers_idle on known_browsers (last_used_at);

grant select, insert, update, delete on known_browsers to campus_identity_provider;
