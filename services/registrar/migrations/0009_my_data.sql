-- What people say is wrong about them. A dispute hangs from the record whose fact it is about, so it follows its person
-- through merges and splits as the record does.

create table disputes (
  id uuid primary key,
  university_id uuid not null references directory.universities (id),
  -- directory.source_records: nothing is ever deleted there.
  source_record_id uuid not null,
  -- What kind of fact; `person`: the record is about somebody else.
  fact text not null check (fact in ('person', 'name', 'birth_date', 'email', 'phone', 'national_number', 'affiliation',
    'identifier', 'group', 'entitlement')),
  -- Which one: the record's own id, or that of the affiliation, identifier, group or grant.
  fact_id uuid not null,
  -- The person's own words; null once they were erased.
  said text check (char_length(said) between 1 and 1000),
  said_at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'answered', 'corrected', 'rejected')),
  answer text check (char_length(answer) between 1 and 2000),
  answered_by text,
  answered_at timestamptz,
  erased_at timestamptz,
  check ((state = 'open') = (answered_at is null)),
  check ((answered_at is null) = (answered_by is null)),
  check (said is not null or erased_at is not null),
  check (state = 'open' or answer is not null or erased_at is not null)
);
-- One open question about one fact: a second press of the button asks nothing new.
create unique index one_open_dispute on disputes (source_record_id, fact, fact_id) where state = 'open' and erased_at is null;
create index disputes_university on disputes (university_id, state, said_at);
create index disputes_record on disputes (source_record_id);

grant select on disputes to campus_registrar;
grant update (state, answer, answered_by, answered_at) on disputes to campus_registrar;
grant select, insert on disputes to campus_steward;
grant update (said, answer, erased_at) on disputes to campus_steward;

alter table disputes enable row level security;
alter table disputes force row level security;
create policy own on disputes to campus_registrar using (university_id = directory.current_university());
create policy across on disputes to campus_steward using (true);
