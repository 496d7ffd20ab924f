-- What merging has to know to be undone exactly, in any order, and what matching keeps between two looks at a record.

-- Where a record stands when nothing is merged; a row for the records that stand elsewhere because their person was merged.
-- A record's person is always canonical_person(its home), so that a chain of merges can be undone from any end.
create table record_homes (
  source_record_id uuid primary key references source_records on delete cascade,
  university_id uuid not null references universities,
  home_person_id uuid not null references people
);
create index record_homes_home on record_homes (home_person_id);

-- Logins that are prior only because a person has one current login at a university. They still sign in to their account,
-- and they are current again when the people are parted.
create table demoted_identifiers (
  identifier_id uuid primary key references identifiers on delete cascade,
  university_id uuid not null references universities,
  demoted_at timestamptz not null default clock_timestamp()
);

-- Whose mark it was before its person was merged; null where it is still his.
alter table national_number_marks add column home_person_id uuid references people;

-- A record that comes in while its person is being merged would be left with somebody who is no longer anybody. The key to
-- people holds him fast until this transaction ends, so what is read here stays true; whoever is refused tries again.
create function newcomers_have_a_person() returns trigger
language plpgsql security definer set search_path = directory, pg_temp as $$
begin
  if exists (select from fresh join people p on p.id = fresh.person_id where p.status <> 'active') then
    raise exception 'the person of a new record was merged or erased at this moment' using errcode = 'serialization_failure';
  end if;
  return null;
end $$;
create trigger newcomers_have_a_person after insert on source_records
  referencing new table as fresh for each statement execute function newcomers_have_a_person();

-- Six keys for each of a million records: the record's own reference holds, and its university is the record's.
alter table match_keys drop constraint match_keys_university_id_fkey;

-- A record taken by one run of the matcher; after this moment another may take it.
alter table match_due add column claimed_until timestamptz;
create index match_due_waiting on match_due (due_since);

-- Keyed by hash: how often a name, an address or a telephone occurs among all live records. The line 'records' counts them.
create table match_frequencies (
  term text primary key,
  records integer not null
);
-- What each record was counted under, to take it out again when it changes. Hashes, not values.
create table match_terms (
  source_record_id uuid primary key references source_records on delete cascade,
  university_id uuid not null references universities,
  terms text[] not null
);

-- `link`: are these two one human? `doubt`: they were linked without asking, and what is said of them now speaks against it.
alter table match_requests
  add column about text not null default 'link' check (about in ('link', 'doubt')),
  -- Written like an actor. Whoever opened a doubt is not the one who confirms it.
  add column opened_by text not null default 'service:matcher',
  -- The merge in doubt.
  add column merge_id uuid references merge_events,
  add constraint doubt_of_a_merge check ((about = 'doubt') = (merge_id is not null));
create index never_matches_b on never_matches (record_b);
create index match_requests_records on match_requests (source_record_id) where state = 'pending';
create index match_requests_candidates on match_requests (candidate_record_id) where state = 'pending';

grant select, insert, update, delete on record_homes, demoted_identifiers, match_frequencies, match_terms to campus_steward;
grant select on record_homes, demoted_identifiers to campus_identity_provider;

alter table record_homes enable row level security;
alter table record_homes force row level security;
create policy across on record_homes to campus_steward using (true);
create policy services on record_homes for select to campus_identity_provider using (true);
alter table demoted_identifiers enable row level security;
alter table demoted_identifiers force row level security;
create policy across on demoted_identifiers to campus_steward using (true);
create policy services on demoted_identifiers for select to campus_identity_provider using (true);
alter table match_terms enable row level security;
alter table match_terms force row level security;
create policy across on match_terms to campus_steward using (true);
