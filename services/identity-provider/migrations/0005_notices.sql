-- What happened to somebody's account, told to its owner: on the pages of the account, and by mail where there is an address.
-- A notice is written in the transaction of what it tells, so nothing happens without one.
create table notices (
  id bigint generated always as identity primary key,
  person_id uuid not null references accounts on delete cascade,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- What the words of the notice need: a device, an application, never a secret.
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  happened_at timestamptz not null default now(),
  mailed_at timestamptz,
  -- How often sending was tried in vain, and when the next try is due.
  attempts smallint not null default 0 check (attempts >= 0),
  due_at timestamptz not null default now()
);
create index notices_of_person on notices (person_id, happened_at desc);
create index notices_to_mail on notices (due_at) where mailed_at is null;

grant select, insert, update, delete on notices to campus_identity_provider;
