-- What a source said before, and how a person's data ends.

-- A key for each source record: 32 random bytes, wrapped (AES-256-GCM) under a key outside the database. Whatever append-only
-- place keeps a personal value keeps it sealed under this key; destroying it is the erasure of all copies at once, those in
-- backups included. It is a record's and not a person's key, so that a university which leaves takes its part alone.
create table data_keys (
  source_record_id uuid primary key references source_records,
  university_id uuid not null references universities,
  wrapped bytea,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((destroyed_at is null) = (wrapped is not null))
);

-- The values a record had before each change, sealed: {family_name, given_name, patronymic, birth_date, email, phone} as JSON.
create table source_record_versions (
  source_record_id uuid not null references source_records,
  version bigint not null,
  university_id uuid not null references universities,
  sealed bytea not null,
  -- The national number's mark is no value: it is kept as it is, so that a rolled back run finds it again.
  national_number_hmac bytea,
  missing_since timestamptz,
  -- The run that replaced these values, where it was one.
  replaced_by_import uuid,
  recorded tstzrange not null,
  primary key (source_record_id, version)
);
create index source_record_versions_import on source_record_versions (replaced_by_import) where replaced_by_import is not null;
create trigger append_only before update or truncate on source_record_versions for each statement execute function refuse_change();

alter table source_records
  alter column family_name drop not null,
  add column phone text,
  -- HMAC of an identity document's series and number, as with the national number.
  add column document_hmac bytea,
  -- Folded to one alphabet (packages/person-matching); written with the name, for search and for matching.
  add column name_key text,
  add column erased_at timestamptz,
  add constraint erased_or_named check ((erased_at is null) = (family_name is not null));

-- An identifier of an erased person keeps a keyed hash and nothing else; nobody else is ever given it.
alter table identifiers drop constraint identifiers_scheme_check, drop constraint identifiers_state_check;
alter table identifiers
  alter column value drop not null,
  alter column value_normal drop not null,
  add column value_hmac bytea,
  add constraint identifiers_scheme_check check (scheme in ('eppn', 'student_number', 'employee_number', 'esi', 'orcid')),
  add constraint identifiers_state_check check (state in ('current', 'prior', 'tombstone')),
  add constraint tombstone_keeps_a_hash check (
    (state = 'tombstone') = (value_hmac is not null) and (state = 'tombstone') = (value is null) and (value is null) = (value_normal is null));
create unique index tombstone_never_reused on identifiers (scheme, scope, value_hmac) where state = 'tombstone';

create function identifier_ends_once() returns trigger language plpgsql as $$
begin
  if old.state = 'tombstone' or (old.value_normal is distinct from new.value_normal and new.state <> 'tombstone')
     or (old.scheme, old.scope) is distinct from (new.scheme, new.scope) then
    raise exception 'an identifier keeps its value until it becomes a tombstone, and a tombstone stays one'
      using errcode = 'check_violation', constraint = 'identifier_keeps_its_value';
  end if;
  return new;
end $$;
create trigger identifier_ends_once before update on identifiers for each row
  when (old.state = 'tombstone' or old.value_normal is distinct from new.value_normal or old.scheme <> new.scheme or old.scope <> new.scope)
  execute function identifier_ends_once();

-- Who was what on a day, as it was known on a day: two axes of time, one question.
create function affiliations_as_known(valid_at timestamptz, known_at timestamptz)
returns setof affiliations language sql stable security invoker as $$
  select a.* from affiliations a where a.valid @> valid_at and a.recorded @> known_at
$$;

grant select, insert, update on data_keys to campus_registrar, campus_steward;
grant select, insert on source_record_versions to campus_registrar;
grant select, insert, delete on source_record_versions to campus_steward;
alter table data_keys enable row level security;
alter table data_keys force row level security;
create policy own on data_keys to campus_registrar using (university_id = current_university());
create policy across on data_keys to campus_steward using (true);
alter table source_record_versions enable row level security;
alter table source_record_versions force row level security;
create policy own on source_record_versions to campus_registrar using (university_id = current_university());
create policy across on source_record_versions to campus_steward using (true);
