-- The shared truth of the consortium. Written by the registrar; every other service reads only what its grants name.

create table universities (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{2,32}$'),
  home_organization text not null unique check (home_organization = lower(home_organization)),
  name_ru text not null,
  name_en text not null,
  short_name_ru text not null,
  short_name_en text not null,
  aliases text[] not null default '{}',
  time_zone text not null default 'Asia/Tomsk',
  created_at timestamptz not null default now()
);

-- The domains that a university may speak for: after the @ of its eppn, of its affiliations and of its e-mail.
create table university_scopes (
  scope text primary key check (scope ~ '^[a-z0-9][a-z0-9.-]{0,126}$'),
  university_id uuid not null references universities
);

create table sources (
  id uuid primary key,
  university_id uuid not null references universities,
  label text not null,
  kind text not null check (kind in ('sis', 'hr', 'library', 'guest', 'alumni', 'manual')),
  -- Which source wins where two of one university disagree: the smaller number.
  precedence smallint not null default 100,
  -- What the source's files look like, remembered from the last accepted one.
  mapping jsonb not null default '{}',
  -- A file that would end more than this share of the source's people changes nothing and asks.
  shrink_limit numeric not null default 0.02 check (shrink_limit between 0 and 1),
  created_at timestamptz not null default now(),
  unique (university_id, label),
  unique (id, university_id)
);

-- A person is a reference and almost nothing else: all that is said about people hangs from source records.
create table people (
  id uuid primary key,
  reference_id text not null unique check (reference_id ~ '^[a-z2-7]{26}$'),
  status text not null default 'active' check (status in ('active', 'merged', 'erased')),
  merged_into uuid references people,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'merged') = (merged_into is not null)),
  check (merged_into <> id)
);

-- What one university's system said about one human: one row per source and per the source's own key.
create table source_records (
  id uuid primary key,
  source_id uuid not null,
  university_id uuid not null,
  source_key text not null check (source_key <> ''),
  person_id uuid not null references people,
  family_name text not null,
  given_name text,
  patronymic text,
  birth_date date,
  -- HMAC under a key that the database never sees; an unkeyed hash of eleven digits is found in minutes.
  national_number_hmac bytea,
  email text,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  missing_since timestamptz,
  foreign key (source_id, university_id) references sources (id, university_id),
  unique (source_id, source_key),
  unique (id, person_id)
);
create index source_records_person on source_records (person_id);
create index source_records_national_number on source_records (national_number_hmac) where national_number_hmac is not null;

-- Never deleted and never given to a second person.
create table identifiers (
  id uuid primary key,
  person_id uuid not null,
  source_record_id uuid not null,
  university_id uuid not null references universities,
  scheme text not null check (scheme in ('eppn', 'student_number', 'employee_number')),
  scope text not null,
  value text not null,
  value_normal text not null,
  state text not null default 'current' check (state in ('current', 'prior')),
  created_at timestamptz not null default now(),
  foreign key (source_record_id, person_id) references source_records (id, person_id) on update cascade
);
create unique index identifier_never_reused on identifiers (scheme, scope, value_normal);
create unique index one_current_eppn on identifiers (person_id, scope) where scheme = 'eppn' and state = 'current';
create index identifiers_by_value on identifiers (value_normal, scheme);
create index identifiers_person on identifiers (person_id);

-- eduPerson 4.4.0 §2.2.1. `member` is derived, never stored. Access follows the window at the time of asking, never a flag.
create table affiliations (
  id uuid primary key,
  source_record_id uuid not null,
  person_id uuid not null,
  university_id uuid not null references universities,
  scope text not null references university_scopes,
  affiliation text not null
    check (affiliation in ('faculty', 'student', 'staff', 'alum', 'affiliate', 'employee', 'library-walk-in')),
  org_unit text,
  programme text,
  valid tstzrange not null check (not isempty(valid) and not lower_inf(valid) and lower_inc(valid)),
  grace interval not null default '0' check (grace >= '0'),
  -- The second axis of time: since when, and until when, the consortium believed this.
  recorded tstzrange not null default tstzrange(now(), null),
  foreign key (source_record_id, person_id) references source_records (id, person_id) on update cascade,
  constraint affiliation_windows_overlap exclude using gist (
    source_record_id with =, affiliation with =, scope with =, (coalesce(org_unit, '')) with =,
    (coalesce(programme, '')) with =, valid with &&
  ) where (upper_inf(recorded))
);
create index affiliations_person on affiliations (person_id) where upper_inf(recorded);
create index affiliations_ending on affiliations (upper(valid)) where upper_inf(recorded) and not upper_inf(valid);

create view effective_affiliations with (security_invoker = true) as
  select a.id, a.source_record_id, a.person_id, a.university_id, a.scope, a.affiliation, a.org_unit, a.programme, a.valid, a.grace,
         upper(a.valid) + a.grace as effective_until
  from affiliations a
  where upper_inf(a.recorded)
    and lower(a.valid) <= now()
    and (upper_inf(a.valid) or now() < upper(a.valid) + a.grace);

-- The name a person goes by: what the source of highest precedence said last.
create view person_names with (security_invoker = true) as
  select distinct on (r.person_id)
         r.person_id, r.id as source_record_id, r.family_name, r.given_name, r.patronymic, r.university_id
  from source_records r
  join sources s on s.id = r.source_id
  order by r.person_id, (r.missing_since is not null), s.precedence, r.created_at, r.id;

-- What somebody may do for a university. The services decide by this table alone, never by a claim from outside.
create table staff_roles (
  id uuid primary key,
  person_id uuid not null references people,
  university_id uuid not null references universities,
  role text not null check (role in ('librarian', 'registrar', 'facility-manager', 'administrator')),
  granted_by text not null,
  granted_at timestamptz not null default now(),
  revoked_by text,
  revoked_at timestamptz,
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index one_live_role on staff_roles (person_id, university_id, role) where revoked_at is null;
