-- Finding people by name. Under row-level security an index answers only leakproof comparisons: LIKE and trigrams never reach
-- theirs. So the words by which a record is found are rows of their own, in an order that a range finds
-- (docs/decisions/0016-search-under-row-security.md).
create table people_search (
  university_id uuid not null,
  -- What the word is: 0 of the family name, 1 of the given name, 2 an e-mail address.
  rank smallint not null check (rank in (0, 1, 2)),
  -- Folded to one alphabet (packages/person-matching); compared byte by byte.
  word text collate "C" not null check (word <> '' and length(word) <= 128),
  -- The other words of the name, for names of several words and for the order of the list.
  rest text collate "C" not null check (length(rest) <= 256),
  source_record_id uuid not null references source_records on delete cascade,
  primary key (university_id, rank, word, rest, source_record_id)
);
create index people_search_record on people_search (source_record_id);

-- Records whose words are not written yet, or no longer right.
create table people_search_due (
  source_record_id uuid primary key references source_records on delete cascade,
  university_id uuid not null
);
insert into people_search_due (source_record_id, university_id) select id, university_id from source_records where family_name is not null;

create function search_newcomers() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  insert into people_search_due (source_record_id, university_id) select id, university_id from fresh;
  return null;
end $$;
create trigger search_newcomers after insert on source_records referencing new table as fresh
  for each statement execute function search_newcomers();

-- A word that is no longer said of somebody is gone with the change, an erased one too; nobody has to remember it.
create function search_follows() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  delete from people_search where source_record_id = new.id;
  insert into people_search_due (source_record_id, university_id) values (new.id, new.university_id) on conflict do nothing;
  return null;
end $$;
create trigger search_follows after update on source_records for each row
  when ((old.family_name, old.given_name, old.patronymic, old.email) is distinct from (new.family_name, new.given_name, new.patronymic, new.email))
  execute function search_follows();

grant select, insert, delete on people_search, people_search_due to campus_registrar;
grant select, delete on people_search to campus_steward;
grant select, insert on people_search_due to campus_steward;
alter table people_search enable row level security;
alter table people_search force row level security;
create policy own on people_search to campus_registrar using (university_id = current_university());
create policy across on people_search to campus_steward using (true);
alter table people_search_due enable row level security;
alter table people_search_due force row level security;
create policy own on people_search_due to campus_registrar using (university_id = current_university());
create policy across on people_search_due to campus_steward using (true);

-- Who grants an entitlement is who owns it, and the holders it names one by one are its owner's own people and groups;
-- another university's are reached by their affiliation and an agreement (0032).
alter table entitlements add constraint entitlement_and_owner unique (uri, university_id);
alter table entitlement_grants
  add constraint granted_by_its_owner foreign key (uri, university_id) references entitlements (uri, university_id),
  add constraint record_grants_overlap exclude using gist (uri with =, source_record_id with =, valid with &&)
    where (source_record_id is not null),
  add constraint group_grants_overlap exclude using gist (uri with =, group_id with =, valid with &&) where (group_id is not null),
  add constraint affiliation_grants_overlap exclude using gist (uri with =, affiliation_university_id with =, affiliation with =, valid with &&)
    where (affiliation is not null);

create function holder_is_own() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  if (new.source_record_id is not null
      and not exists (select from source_records r where r.id = new.source_record_id and r.university_id = new.university_id))
     or (new.group_id is not null
      and not exists (select from groups g where g.id = new.group_id and g.university_id = new.university_id and g.deleted_at is null)) then
    raise exception 'the holder is not of the university that grants' using errcode = 'check_violation', constraint = 'holder_is_own';
  end if;
  return new;
end $$;
create trigger holder_is_own before insert on entitlement_grants for each row execute function holder_is_own();
create trigger holder_stays before update on entitlement_grants for each row
  when ((old.source_record_id, old.group_id, old.university_id) is distinct from (new.source_record_id, new.group_id, new.university_id))
  execute function holder_is_own();

-- What has begun is closed and kept; what has not begun is taken back as if it had never been written. The steward takes all
-- of it away where a university leaves (0036).
create function begun_is_kept() returns trigger language plpgsql as $$
begin
  if current_user = 'campus_registrar' and lower(old.valid) < now() then
    raise exception 'what has begun is closed, not deleted' using errcode = 'check_violation', constraint = 'begun_is_kept';
  end if;
  return old;
end $$;
create trigger begun_is_kept before delete on group_members for each row execute function begun_is_kept();
create trigger begun_is_kept before delete on entitlement_grants for each row execute function begun_is_kept();
grant delete on group_members, entitlement_grants to campus_registrar;

-- With the schema's name it finds its table whatever the caller's search path is, and is still a part of the caller's statement.
create or replace function affiliations_as_known(valid_at timestamptz, known_at timestamptz)
returns setof affiliations language sql stable security invoker as $$
  select a.* from directory.affiliations a where a.valid @> valid_at and a.recorded @> known_at
$$;
-- For what was believed of one person, and for a merge, which takes all of a record's affiliations along, former ones too.
create index affiliations_record on affiliations (source_record_id);
