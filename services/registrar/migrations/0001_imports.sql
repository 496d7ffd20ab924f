-- Roll files on their way into the directory. Nothing here is the only copy of anything: what was accepted is in the
-- directory, what was not is in the university's own system.

create table imports (
  id uuid primary key,
  source_id uuid not null references directory.sources (id),
  university_id uuid not null references directory.universities (id),
  actor text not null,
  state text not null default 'reading'
    check (state in ('reading', 'staged', 'needs-review', 'applied', 'failed')),
  -- What was recognised: charset, delimiter, columns, headings that are not taken.
  recognised jsonb not null default '{}',
  -- Data rows staged; what is applied must find as many.
  staged_rows integer not null default 0,
  counts jsonb,
  -- Why a human has to look before anything happens.
  review_reasons text[] not null default '{}',
  -- A few lines of each kind in the university's own words; emptied together with the staged rows.
  preview jsonb,
  failure jsonb,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  rows_dropped_at timestamptz
);
create index imports_source on imports (source_id, created_at desc);
create index imports_with_rows on imports (created_at) where rows_dropped_at is null;

create table import_rows (
  import_id uuid not null references imports on delete cascade,
  -- The line of the file on which the row starts; the heading is line 1.
  line integer not null,
  source_key text,
  family_name text,
  given_name text,
  patronymic text,
  birth_date date,
  national_number_hmac bytea,
  login text,
  email text,
  affiliation text,
  affiliation_word text,
  org_unit text,
  programme text,
  valid_from date,
  valid_until date,
  status text,
  -- The public reference that a person has who comes into being by this row.
  new_reference text,
  fault text,
  fault_field text,
  other_line integer,
  -- The cells of a refused row, shortened, without the national number.
  cells jsonb,
  primary key (import_id, line)
);
create index import_rows_refused on import_rows (import_id, line) where fault is not null;

grant select, insert, update on imports to campus_registrar;
grant select, insert, update, delete on import_rows to campus_registrar;
