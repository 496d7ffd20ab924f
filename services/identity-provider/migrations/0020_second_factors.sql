-- What people prove themselves with besides a password. Everything hangs on an account and goes with it.

create table passkeys (
  id uuid primary key,
  person_id uuid not null references accounts on delete cascade,
  -- As the authenticator named it, base64url (WebAuthn §5.1); one credential belongs to one account.
  credential_id text not null unique
    check (credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) <= 1364),
  -- COSE_Key, as it came.
  public_key bytea not null,
  -- Signature counter (WebAuthn §6.1.1): 0 for ever where the authenticator keeps none, otherwise rising.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  aaguid uuid,
  -- True where the owner's cloud keeps copies of it: then nobody can say that it never leaves one device.
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_of_person on passkeys (person_id);

-- One-time codes by the clock (RFC 6238). A secret counts once its owner has shown that his device knows it.
create table totp (
  person_id uuid primary key references accounts on delete cascade,
  sealed_secret text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  -- The latest step of 30 seconds whose code was used: none is taken twice, and none from before (RFC 6238 §5.2).
  last_step bigint not null default 0
);

-- HMAC-SHA256 under a key that the database does not hold: fifty random bits alone could be searched.
create table recovery_codes (
  person_id uuid not null references accounts on delete cascade,
  code_hash text not null check (code_hash ~ '^[A-Za-z0-9_-]{43}$'),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (person_id, code_hash)
);

grant select, insert, update, delete on passkeys, totp, recovery_codes to campus_identity_provider;
