-- What a university's identity system said by SCIM (RFC 7643), beside what the directory believes because of it. A SCIM User
-- is a source record; the record has what everybody needs, this table what the client sent and wants to read again as sent.

create table scim_users (
  source_record_id uuid primary key references source_records,
  university_id uuid not null references universities,
  user_name text not null check (user_name <> ''),
  -- NFC and lower case: userName is compared without regard to case (RFC 7643 §4.1.1).
  user_name_normal text not null check (user_name_normal <> ''),
  external_id text check (external_id <> ''),
  active boolean not null default true,
  -- The other attributes in the schema's spelling, extensions below their URN. Never a national number.
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  deleted_at timestamptz
);
-- Deleted Users included: a userName comes back with its own record only.
create unique index scim_user_name_never_reused on scim_users (university_id, user_name_normal);
create unique index scim_external_id_once on scim_users (university_id, external_id) where external_id is not null;
create index scim_users_listed on scim_users (university_id, source_record_id) where deleted_at is null;

-- Addresses in a form that an index finds under row-level security, where only leakproof comparisons reach one.
create table scim_user_emails (
  source_record_id uuid not null references scim_users on delete cascade,
  university_id uuid not null references universities,
  value_normal text not null,
  primary key (source_record_id, value_normal)
);
create index scim_user_emails_value on scim_user_emails (university_id, value_normal);

create function scim_emails_follow() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  delete from scim_user_emails where source_record_id = new.source_record_id;
  insert into scim_user_emails (source_record_id, university_id, value_normal)
  select distinct new.source_record_id, new.university_id, lower(one ->> 'value')
  from jsonb_array_elements(new.attributes -> 'emails') as one
  where one ->> 'value' is not null;
  return null;
end $$;
create trigger scim_emails_follow_new after insert on scim_users for each row
  when (new.attributes -> 'emails' is not null) execute function scim_emails_follow();
create trigger scim_emails_follow after update on scim_users for each row
  when (old.attributes -> 'emails' is distinct from new.attributes -> 'emails') execute function scim_emails_follow();

-- An affiliation as the client said it. What is believed stands in `affiliations`, on two axes of time; of a User who is not
-- active nothing is believed, and what was said waits here until he is active again.
create table scim_affiliations (
  id uuid primary key,
  source_record_id uuid not null references source_records,
  university_id uuid not null references universities,
  external_id text check (external_id <> ''),
  scope text not null references university_scopes,
  affiliation text not null check (affiliation in ('faculty', 'student', 'staff', 'alum', 'affiliate', 'employee', 'library-walk-in')),
  org_unit text,
  programme text,
  valid tstzrange not null check (not isempty(valid) and not lower_inf(valid) and lower_inc(valid)),
  grace interval not null default '0' check (grace >= '0'),
  end_reason text,
  -- Made from the User's userType because nothing better was said; gives way to the first statement of its own.
  from_user_type boolean not null default false,
  -- The belief that this statement made last.
  belief_id uuid references affiliations,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint scim_affiliation_windows_overlap exclude using gist (
    source_record_id with =, affiliation with =, scope with =, (coalesce(org_unit, '')) with =,
    (coalesce(programme, '')) with =, valid with &&
  ) where (deleted_at is null)
);
create index scim_affiliations_record on scim_affiliations (source_record_id);
create index scim_affiliations_listed on scim_affiliations (university_id, id) where deleted_at is null;
create unique index scim_affiliation_external_id_once on scim_affiliations (university_id, external_id)
  where external_id is not null and deleted_at is null;

-- Whoever erases a record erases this as well, whether he knows of it or not.
create function scim_follows_erasure() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  delete from scim_users where source_record_id = new.id;
  update scim_affiliations set end_reason = null, external_id = null, deleted_at = coalesce(deleted_at, now())
  where source_record_id = new.id;
  return null;
end $$;
create trigger scim_follows_erasure after update on source_records for each row
  when (old.erased_at is null and new.erased_at is not null) execute function scim_follows_erasure();

create index identifiers_record on identifiers (source_record_id);
create index groups_listed on groups (university_id, id) where deleted_at is null;

grant select, insert, update on scim_users, scim_affiliations to campus_registrar;
grant select, insert, delete on scim_user_emails to campus_registrar;
grant select, delete on scim_users to campus_steward;
grant select, update on scim_affiliations to campus_steward;
grant select on scim_user_emails to campus_steward;
alter table scim_users enable row level security;
alter table scim_users force row level security;
create policy own on scim_users to campus_registrar using (university_id = current_university());
create policy across on scim_users to campus_steward using (true);
alter table scim_user_emails enable row level security;
alter table scim_user_emails force row level security;
create policy own on scim_user_emails to campus_registrar using (university_id = current_university());
create policy across on scim_user_emails to campus_steward using (true);
alter table scim_affiliations enable row level security;
alter table scim_affiliations force row level security;
create policy own on scim_affiliations to campus_registrar using (university_id = current_university());
create policy across on scim_affiliations to campus_steward using (true);
