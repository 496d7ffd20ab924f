-- Places behind gates, who may enter them and when, the terminals at the gates, and what happened there.

create table zones (
  id uuid primary key,
  -- The name by which gates and programs speak of the zone; it never changes.
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  university_id uuid not null references directory.universities,
  kind text not null check (kind ~ '^[a-z][a-z-]{1,31}$'),
  title_ru text not null check (title_ru <> ''),
  title_en text not null check (title_en <> ''),
  time_zone text not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

-- A rule is never edited: a change withdraws the old row and adds a new one, so that a passage can always name the very
-- rule that let somebody in or kept him out.
create table rules (
  id uuid primary key,
  zone_id uuid not null references zones,
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  effect text not null check (effect in ('permit', 'deny')),
  priority smallint not null check (priority in (100, 200, 300, 400)),
  audience jsonb not null check (jsonb_typeof(audience) = 'object'),
  -- "always", or a list of weekly windows on the wall clock of the zone.
  schedule jsonb not null,
  valid tstzrange not null default tstzrange(null, null) check (not isempty(valid)),
  -- What the rule is for, shown to those who manage the zone.
  purpose_ru text,
  purpose_en text,
  -- What people read whom the rule refuses.
  reason_ru text,
  reason_en text,
  created_by text not null,
  created_at timestamptz not null default now(),
  withdrawn_by text,
  withdrawn_at timestamptz,
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((reason_ru is null) = (reason_en is null)),
  check ((purpose_ru is null) = (purpose_en is null))
);
create unique index one_live_rule_of_a_name on rules (zone_id, name) where withdrawn_at is null;

create table terminals (
  id uuid primary key,
  zone_id uuid not null references zones,
  name text not null check (name <> ''),
  public_jwk jsonb not null check (not public_jwk ? 'd'),
  -- RFC 7638. One key is one terminal, also after it was revoked: a key that leaked does not come back under another name.
  key_thumbprint text not null unique,
  state text not null default 'enrolled' check (state in ('enrolled', 'revoked')),
  enrolled_at timestamptz not null default now(),
  enrolled_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  last_seen_at timestamptz,
  check ((state = 'revoked') = (revoked_at is not null))
);
create index terminals_zone on terminals (zone_id);

-- What a gate asked and was answered. The card's number stands here only as an HMAC under a key that the database never sees.
create table passages (
  id uuid primary key,
  terminal_id uuid not null references terminals,
  zone_id uuid not null references zones,
  at timestamptz not null,
  direction text not null check (direction in ('enter', 'exit')),
  decision boolean not null,
  reason_code text not null,
  rule_id uuid references rules,
  person_id uuid references directory.people,
  card_number_hmac bytea not null check (octet_length(card_number_hmac) = 32),
  -- The state of the data that decided: a position in the change feed.
  snapshot_seq text not null,
  request_id text not null,
  stored_at timestamptz not null default now(),
  -- A terminal that repeats a request whose answer it did not get is one event.
  constraint one_passage_per_request unique (terminal_id, request_id)
);
create index passages_zone on passages (zone_id, at desc);
create index passages_at on passages (at);

grant select, insert, update on zones, rules, terminals to campus_access_checker;
-- A passage is added and, when its time is over, removed; it is never changed.
grant select, insert, delete on passages to campus_access_checker;
