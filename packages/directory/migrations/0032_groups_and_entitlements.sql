-- What people may use beyond what they are: groups of one university, entitlements, and the agreements they rest on.

create table groups (
  id uuid primary key,
  university_id uuid not null references universities,
  display_name text not null check (display_name <> ''),
  -- The university's own key of the group.
  external_id text,
  kind text not null default 'manual' check (kind in ('manual', 'scim')),
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (id, university_id)
);
create unique index one_group_of_a_name on groups (university_id, lower(display_name)) where deleted_at is null;
create unique index one_group_of_a_key on groups (university_id, external_id) where deleted_at is null and external_id is not null;

-- A member is a record of the same university, so that a university's groups hold its own people and follow them when two
-- people turn out to be one. A membership that ended is kept with its window.
create table group_members (
  group_id uuid not null,
  university_id uuid not null,
  source_record_id uuid not null,
  person_id uuid not null,
  valid tstzrange not null default tstzrange(now(), null) check (not isempty(valid) and not lower_inf(valid)),
  added_by text not null,
  foreign key (group_id, university_id) references groups (id, university_id),
  foreign key (source_record_id, person_id) references source_records (id, person_id) on update cascade,
  constraint membership_windows_overlap exclude using gist (group_id with =, source_record_id with =, valid with &&)
);
create unique index one_live_membership on group_members (group_id, source_record_id) where upper_inf(valid);
create index group_members_record on group_members (source_record_id);
create index group_members_person on group_members (person_id);

-- What universities promised each other on paper; whatever reaches over the border of a university names one.
create table agreements (
  id uuid primary key,
  reference text not null unique check (reference <> ''),
  title_ru text not null,
  title_en text not null,
  valid tstzrange not null check (not isempty(valid)),
  created_by text not null,
  created_at timestamptz not null default now()
);
create table agreement_parties (
  agreement_id uuid not null references agreements,
  university_id uuid not null references universities,
  primary key (agreement_id, university_id)
);

-- eduPersonEntitlement (eduPerson 4.4.0 §2.2.5): a URI that a service understands.
create table entitlements (
  uri text primary key check (uri ~ '^(urn:|https://)[!-~]+$' and length(uri) <= 512),
  university_id uuid not null references universities,
  label_ru text not null,
  label_en text not null,
  created_at timestamptz not null default now()
);

-- Who has it: one record, one group, or everybody of an affiliation ({"universities": [id…], "affiliations": ["student"…]}).
create table entitlement_grants (
  id uuid primary key,
  uri text not null references entitlements,
  -- Who grants, and who may take it back.
  university_id uuid not null references universities,
  source_record_id uuid,
  person_id uuid,
  group_id uuid references groups,
  affiliation_university_id uuid references universities,
  affiliation text check (affiliation in ('faculty', 'student', 'staff', 'alum', 'affiliate', 'employee', 'library-walk-in', 'member')),
  valid tstzrange not null check (not isempty(valid) and not lower_inf(valid)),
  agreement_id uuid references agreements,
  granted_by text not null,
  created_at timestamptz not null default now(),
  foreign key (source_record_id, person_id) references source_records (id, person_id) on update cascade,
  constraint one_kind_of_holder check (num_nonnulls(source_record_id, group_id, affiliation) = 1),
  check ((source_record_id is null) = (person_id is null)),
  check ((affiliation is null) = (affiliation_university_id is null)),
  -- Another university's people are reached by an agreement only.
  constraint border_needs_agreement check (affiliation_university_id is null or affiliation_university_id = university_id or agreement_id is not null)
);
create index entitlement_grants_person on entitlement_grants (person_id) where person_id is not null;
create index entitlement_grants_group on entitlement_grants (group_id) where group_id is not null;
create index entitlement_grants_university on entitlement_grants (university_id);

create function agreement_binds_both() returns trigger language plpgsql security definer set search_path = directory, pg_temp as $$
begin
  if new.affiliation_university_id is not null and new.affiliation_university_id <> new.university_id and 2 <> (
    select count(*) from agreement_parties p join agreements a on a.id = p.agreement_id
    where p.agreement_id = new.agreement_id and p.university_id in (new.university_id, new.affiliation_university_id) and a.valid && new.valid
  ) then
    raise exception 'the agreement does not bind both universities at that time'
      using errcode = 'check_violation', constraint = 'agreement_binds_both';
  end if;
  return new;
end $$;
create trigger agreement_binds_both before insert or update on entitlement_grants for each row execute function agreement_binds_both();

-- What a person has at this moment, by the clock alone: the grant's window, the agreement's, the membership's, the affiliation's.
create view effective_entitlements with (security_invoker = true) as
  select e.person_id, e.uri, e.university_id, e.id as grant_id, e.agreement_id
  from (
    select g.id, g.uri, g.university_id, g.agreement_id, g.valid, g.person_id from entitlement_grants g where g.person_id is not null
    union all
    select g.id, g.uri, g.university_id, g.agreement_id, g.valid, m.person_id
    from entitlement_grants g join group_members m on m.group_id = g.group_id and m.valid @> now()
    join groups on groups.id = g.group_id and groups.deleted_at is null
    union all
    select g.id, g.uri, g.university_id, g.agreement_id, g.valid, a.person_id
    from entitlement_grants g join effective_affiliations a on a.university_id = g.affiliation_university_id
     and (a.affiliation = g.affiliation or (g.affiliation = 'member' and a.affiliation in ('faculty', 'student', 'staff', 'employee')))
  ) as e
  left join agreements on agreements.id = e.agreement_id
  where e.valid @> now() and (e.agreement_id is null or agreements.valid @> now());

grant select on agreements, agreement_parties, entitlements to campus_registrar, campus_steward, campus_identity_provider, campus_access_checker;
grant insert, update on agreements, agreement_parties to campus_steward;
grant insert, update on entitlements to campus_registrar;
grant select, insert, update on groups, group_members, entitlement_grants to campus_registrar, campus_steward;
grant select on groups, group_members, entitlement_grants, effective_entitlements to campus_identity_provider, campus_access_checker;
grant select on effective_entitlements to campus_registrar, campus_steward;

alter table groups enable row level security;
alter table groups force row level security;
create policy own on groups to campus_registrar using (university_id = current_university());
create policy across on groups to campus_steward using (true);
create policy services on groups for select to campus_identity_provider, campus_access_checker using (true);
alter table group_members enable row level security;
alter table group_members force row level security;
create policy own on group_members to campus_registrar using (university_id = current_university());
create policy across on group_members to campus_steward using (true);
create policy services on group_members for select to campus_identity_provider, campus_access_checker using (true);
alter table entitlements enable row level security;
alter table entitlements force row level security;
create policy known on entitlements for select using (true);
create policy own on entitlements for insert to campus_registrar with check (university_id = current_university());
create policy own_changes on entitlements for update to campus_registrar using (university_id = current_university());
alter table entitlement_grants enable row level security;
alter table entitlement_grants force row level security;
create policy own on entitlement_grants to campus_registrar using (university_id = current_university());
create policy across on entitlement_grants to campus_steward using (true);
create policy services on entitlement_grants for select to campus_identity_provider, campus_access_checker using (true);
