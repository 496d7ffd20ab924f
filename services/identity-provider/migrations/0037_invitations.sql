-- The way in for people whom a university has on its roll and who have never signed in: a link by mail, or a code on paper.

create table invitations (
  id uuid primary key,
  university_id uuid not null references directory.universities,
  -- Made together with the account, which nothing opens yet.
  person_id uuid not null references accounts on delete cascade,
  way text not null check (way in ('mail', 'print')),
  -- SHA-256 of a link's 256 random bits, or HMAC-SHA-256 of a paper's 64 under a key that the database does not hold.
  secret_hash text not null unique check (secret_hash ~ '^[A-Za-z0-9_-]{43}$'),
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  constraint ended_once check (used_at is null or revoked_at is null),
  constraint revocation_is_whole check ((revoked_at is null) = (revoked_by is null))
);
-- A newer one takes the place of an older, so a lost sheet is worth nothing once another is printed.
create unique index one_live_invitation on invitations (person_id) where used_at is null and revoked_at is null;
create index invitations_of_university on invitations (university_id, created_at desc, id);

grant select, insert, update on invitations to campus_identity_provider;
