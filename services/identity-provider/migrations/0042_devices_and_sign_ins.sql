-- By what the owner of an account sees whether it was he: the browsers that he signs in with, and when he did. No address is
-- kept, nor a browser's whole announcement: words that he recognises.
create table devices (
  person_id uuid not null references accounts on delete cascade,
  -- SHA-256 of what the browser keeps; of its words alone on a public computer, where it keeps nothing.
  id_hash text not null check (id_hash ~ '^[A-Za-z0-9_-]{43}$'),
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (person_id, id_hash)
);
create index devices_unseen on devices (last_seen_at);

create table sign_ins (
  id bigint generated always as identity primary key,
  person_id uuid not null references accounts on delete cascade,
  at timestamptz not null default now(),
  session_uid text not null,
  client_id text,
  device jsonb not null check (jsonb_typeof(device) = 'object'),
  public_computer boolean not null,
  methods text[] not null
);
create index sign_ins_of_person on sign_ins (person_id, at desc);
create index sign_ins_by_time on sign_ins (at);

-- Somebody who wants no account any more: it is closed when the time for thinking better of it is over.
create table account_closings (
  person_id uuid primary key references accounts on delete cascade,
  asked_at timestamptz not null default now(),
  effective_at timestamptz not null check (effective_at >= asked_at)
);
create index account_closings_due on account_closings (effective_at);

grant select, insert, update, delete on devices to campus_identity_provider;
grant select, insert, delete on sign_ins, account_closings to campus_identity_provider;
