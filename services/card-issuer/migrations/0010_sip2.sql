-- Machines of libraries that speak SIP2, and the PINs that readers prove themselves with at them.

create table sip_accounts (
  id uuid primary key,
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,31}$'),
  -- SHA-256 of a secret of 120 random bits. A slow hash is for what people choose; this nobody guesses, and every kiosk of a
  -- city logs in again when the power comes back.
  secret_hash bytea not null check (length(secret_hash) = 32),
  university_id uuid not null references directory.universities,
  -- The code under which the university knows the library: with it a block of that library alone reaches the machine.
  library text check (length(library) between 1 and 64),
  -- What the machine calls the institution (AO), and the name of the place (AM).
  institution text not null check (institution ~ '^[ -{}~]{1,64}$'),
  title text not null check (length(title) between 1 and 128),
  -- What the machine is for decides which blocks it hears of: a door lets in whoever owes a book.
  purpose text not null check (purpose in ('loan', 'entry', 'eresource')),
  pin text not null default 'required' check (pin in ('required', 'none')),
  -- What it may learn of a reader besides yes or no.
  shows text[] not null default '{name}' check (shows <@ array['name', 'class', 'valid_until', 'home', 'fees']),
  accepts text[] not null default '{number,old_barcode}'
    check (accepts <@ array['number', 'old_barcode'] and cardinality(accepts) > 0),
  -- From where it may come. There is no machine that may come from anywhere.
  networks cidr[] not null check (cardinality(networks) between 1 and 64),
  -- Some clients know no log-in at all; their address stands for it then.
  without_login boolean not null default false,
  -- The common name of its certificate; with one it is served over TLS only.
  client_certificate text check (length(client_certificate) between 1 and 128),
  charset text not null default 'utf-8' check (charset in ('utf-8', 'cp1251', 'cp866', 'koi8-r', 'cp850', 'ascii')),
  delimiter text not null default '|' check (delimiter ~ '^[!-/:-@[-`{-~]$'),
  terminator text not null default 'cr' check (terminator in ('cr', 'crlf')),
  error_detection text not null default 'mirrored' check (error_detection in ('mirrored', 'required')),
  language text not null default 'ru' check (language in ('ru', 'en')),
  -- Whether its "block this card" (01) is heeded. Whoever may say it can stop any card of the city.
  may_block boolean not null default false,
  -- Whether a card that has run out is called no valid card (BL), or a valid one that nothing is granted to.
  expired_is_invalid boolean not null,
  -- A machine under test: it is shown made-up readers, and no real one.
  certification boolean not null default false,
  idle_seconds int not null default 900 check (idle_seconds between 600 and 86400),
  connections_max int not null default 20 check (connections_max between 1 and 1000),
  messages_per_minute int not null default 600 check (messages_per_minute between 1 and 600000),
  enabled boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

-- A PIN of four to eight digits has no strength of its own: what protects it is the pepper, which is not in the database,
-- and the lock-out. One PIN a person, for every machine of the consortium.
create table patron_pins (
  person_id uuid primary key references directory.people,
  mac bytea not null check (length(mac) = 32),
  salt bytea not null check (length(salt) = 16),
  -- Which pepper it was made with: the beginning of the pepper's SHA-256.
  pepper text not null check (pepper ~ '^[0-9a-f]{16}$'),
  changed_at timestamptz not null
);

-- Wrong PINs, counted where they were entered: a broken kiosk must not lock a reader out of every other machine.
create table pin_failures (
  person_id uuid not null references directory.people,
  account_id uuid not null references sip_accounts on delete cascade,
  address inet not null,
  failures int not null check (failures > 0),
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (person_id, account_id, address)
);
create index pin_failures_age on pin_failures (last_at);

grant select, insert, update, delete on patron_pins, pin_failures to campus_card_issuer;
-- An account is switched off, not deleted: the audit trail speaks of it.
grant select, insert, update on sip_accounts to campus_card_issuer;
