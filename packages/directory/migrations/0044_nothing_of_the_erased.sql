-- Whoever read a record before it was erased (the matcher, the search's indexer, a roll that was compared a moment ago) must
-- not write down afterwards what he read. His foreign key waits for the erasure, and then this refuses him; he tries again and
-- finds the record erased.
create policy erased on source_records for select to campus_directory_owner using (erased_at is not null);
create index source_records_erased on source_records (id) where erased_at is not null;

create function facts_of_the_living() returns trigger
language plpgsql security definer set search_path = directory, pg_temp as $$
begin
  if exists (select from fresh join source_records r on r.id = fresh.source_record_id where r.erased_at is not null) then
    raise exception 'the record was erased at this moment' using errcode = 'serialization_failure';
  end if;
  return null;
end $$;

create trigger facts_of_the_living after insert on affiliations
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on identifiers
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on source_record_versions
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on group_members
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on entitlement_grants
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on match_keys
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on match_terms
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on people_search
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on scim_users
  referencing new table as fresh for each statement execute function facts_of_the_living();
create trigger facts_of_the_living after insert on scim_affiliations
  referencing new table as fresh for each statement execute function facts_of_the_living();
