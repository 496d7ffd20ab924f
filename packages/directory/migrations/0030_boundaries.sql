-- Each university is the only authority over what it says. The registrar works for one university at a time: it names that
-- university at the start of a transaction, and Postgres shows and takes no other rows. With no university named it sees
-- nothing. Work that belongs to no single university (matching, merging, erasing, the operator's own) takes the role
-- campus_steward for that transaction, in the open and by name (packages/directory/src/boundary).

create function current_university() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('campus.university_id', true), '')::uuid
$$;

alter table universities
  add column status text not null default 'active' check (status in ('onboarding', 'active', 'suspended', 'left')),
  add column left_at timestamptz,
  -- The university's number in the register of operators of personal data.
  add column operator_registration text,
  -- For how long an affiliation keeps its effect after its last day: {"student": "P30D"}; absent = not at all.
  add column grace jsonb not null default '{}',
  add constraint left_with_a_date check ((status = 'left') = (left_at is not null));

grant usage on schema directory to campus_steward;
grant select on universities, university_scopes to campus_steward;
grant update (status, left_at) on universities to campus_steward;
grant select, insert, update on sources, people, source_records, identifiers, affiliations, staff_roles to campus_steward;
grant select on effective_affiliations, person_names to campus_steward;
grant select, insert, update, delete on national_number_marks to campus_steward;
grant select, insert (topic, entity_id, university_id, payload) on change_feed to campus_steward;
grant select, insert (actor, university_id, action, subject, request_id, details) on audit_trail to campus_steward;

-- Said table by table and not by a loop: what stands here is what a reader, and the test that drops each of them, finds.
alter table sources enable row level security;
alter table sources force row level security;
create policy own on sources to campus_registrar using (university_id = current_university());
create policy across on sources to campus_steward using (true);
create policy services on sources for select to campus_identity_provider, campus_card_issuer using (true);

alter table source_records enable row level security;
alter table source_records force row level security;
create policy own on source_records to campus_registrar using (university_id = current_university());
create policy across on source_records to campus_steward using (true);
create policy services on source_records for select to campus_identity_provider, campus_card_issuer using (true);

alter table identifiers enable row level security;
alter table identifiers force row level security;
create policy own on identifiers to campus_registrar using (university_id = current_university());
create policy across on identifiers to campus_steward using (true);
create policy services on identifiers for select to campus_identity_provider, campus_card_issuer using (true);

alter table affiliations enable row level security;
alter table affiliations force row level security;
create policy own on affiliations to campus_registrar using (university_id = current_university());
create policy across on affiliations to campus_steward using (true);
create policy services on affiliations for select
  to campus_identity_provider, campus_card_issuer, campus_access_checker using (true);

alter table staff_roles enable row level security;
alter table staff_roles force row level security;
create policy own on staff_roles to campus_registrar using (university_id = current_university());
create policy across on staff_roles to campus_steward using (true);
create policy services on staff_roles for select
  to campus_identity_provider, campus_card_issuer, campus_access_checker using (true);

-- A university knows a person through a record of its own. Bringing one into being names nobody.
alter table people enable row level security;
alter table people force row level security;
create policy known on people for select to campus_registrar using (exists (
  select from source_records r where r.person_id = people.id and r.university_id = current_university()));
create policy known_changes on people for update to campus_registrar using (exists (
  select from source_records r where r.person_id = people.id and r.university_id = current_university()));
create policy newcomers on people for insert to campus_registrar with check (status = 'active');
create policy across on people to campus_steward using (true);
create policy services on people for select
  to campus_identity_provider, campus_card_issuer, campus_access_checker using (true);
-- For the two functions below, which run as the schema's owner and give out nothing but ids.
create policy lineage on people for select to campus_directory_owner using (true);

-- The trail of a university is read by that university; entries of none are the consortium's.
alter table audit_trail enable row level security;
alter table audit_trail force row level security;
create policy own on audit_trail for select to campus_registrar using (university_id = current_university());
create policy across on audit_trail for select to campus_steward using (true);
create policy everybody_adds on audit_trail for insert to campus_registrar, campus_steward, campus_identity_provider,
  campus_card_issuer, campus_access_checker with check (true);

-- Two records of one human that came in as two people are brought together by pointing one person at the other. What other
-- services hold of either (accounts, cards) stays where it is and is read through these two, so that nothing has to move
-- back when they are parted again.
create function canonical_person(wanted uuid) returns uuid
language sql stable security definer set search_path = directory, pg_temp as $$
  with recursive line as (
    select id, merged_into, 1 as depth from people where id = wanted
    union all
    select p.id, p.merged_into, line.depth + 1 from line join people p on p.id = line.merged_into where line.depth < 64
  )
  select id from line where merged_into is null
$$;
create function same_person(wanted uuid) returns setof uuid
language sql stable security definer rows 2 set search_path = directory, pg_temp as $$
  with recursive cluster as (
    select canonical_person(wanted) as id
    union
    select p.id from cluster join people p on p.merged_into = cluster.id
  )
  select id from cluster where id is not null
$$;
create index people_merged_into on people (merged_into) where merged_into is not null;
