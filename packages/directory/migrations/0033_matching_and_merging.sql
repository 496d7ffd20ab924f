-- The same human at two universities: who might be one, who decided, and how it is undone.

-- Short keys that records of one human almost surely share (packages/person-matching). They hold no value that could be read.
create table match_keys (
  key text not null,
  source_record_id uuid not null references source_records on delete cascade,
  university_id uuid not null references universities,
  primary key (key, source_record_id)
);
create index match_keys_record on match_keys (source_record_id);

-- Records that the matcher has not looked at since their names, dates or marks changed.
create table match_due (
  source_record_id uuid primary key references source_records on delete cascade,
  university_id uuid not null references universities,
  due_since timestamptz not null default now()
);

create table match_requests (
  id uuid primary key,
  source_record_id uuid not null references source_records,
  university_id uuid not null references universities,
  candidate_record_id uuid not null references source_records,
  candidate_university_id uuid not null references universities,
  state text not null default 'pending' check (state in ('pending', 'same', 'different', 'withdrawn')),
  score numeric not null,
  -- Outcomes of comparisons only ("birth date equal, family name similar"), never either side's values.
  evidence jsonb not null,
  model_version text not null,
  -- One pair of eyes on each side. The person himself outweighs both.
  said_here text check (said_here in ('same', 'different')),
  said_here_by text,
  said_there text check (said_there in ('same', 'different')),
  said_there_by text,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  check (source_record_id <> candidate_record_id),
  check ((state = 'pending') = (decided_at is null)),
  check ((said_here is null) = (said_here_by is null)),
  check ((said_there is null) = (said_there_by is null)),
  constraint four_eyes check (said_here_by is distinct from said_there_by or said_here_by is null)
);
create unique index one_open_match on match_requests (least(source_record_id, candidate_record_id), greatest(source_record_id, candidate_record_id))
  where state = 'pending';
create index match_requests_here on match_requests (university_id, created_at) where state = 'pending';
create index match_requests_there on match_requests (candidate_university_id, created_at) where state = 'pending';

-- Records that are two humans, whatever they look like.
create table never_matches (
  record_a uuid not null references source_records,
  record_b uuid not null references source_records,
  reason text not null check (reason in ('decided', 'split', 'person')),
  said_by text not null,
  said_at timestamptz not null default now(),
  primary key (record_a, record_b),
  check (record_a < record_b)
);

-- What a merge moved, in full, so that undoing it moves exactly that back.
create table merge_events (
  id uuid primary key,
  kind text not null check (kind in ('merge', 'split')),
  survivor_id uuid not null references people,
  loser_id uuid not null references people,
  moved_records uuid[] not null,
  -- Logins that gave way because a person has one current login at a university; they return.
  demoted_identifiers uuid[] not null default '{}',
  undoes uuid unique references merge_events,
  method text not null check (method in ('exact', 'scored', 'operator', 'self')),
  reason text not null,
  decided_by text[] not null check (cardinality(decided_by) >= 1),
  model_version text,
  at timestamptz not null default clock_timestamp(),
  check (survivor_id <> loser_id),
  check ((kind = 'split') = (undoes is not null))
);
create index merge_events_people on merge_events (survivor_id, at);
create index merge_events_loser on merge_events (loser_id, at);
create trigger append_only before update or delete or truncate on merge_events for each statement execute function refuse_change();

-- Stored and not only derived, so that a service's name for a person outlives merges and changes of keys. Read through
-- canonical_person, so that both people's subjects lead to the one who is left.
create table pairwise_subjects (
  sector text not null,
  subject text not null,
  person_id uuid not null references people,
  created_at timestamptz not null default now(),
  primary key (sector, subject)
);
create unique index one_subject_of_a_person on pairwise_subjects (sector, person_id);

grant select, insert, update, delete on match_keys, match_due to campus_steward;
grant insert, delete on match_keys, match_due to campus_registrar;
grant select on match_keys, match_due to campus_registrar;
grant select, insert, update on match_requests, never_matches to campus_steward;
grant select on match_requests to campus_registrar;
grant select, insert on merge_events to campus_steward;
grant select on merge_events to campus_registrar;
grant select, insert on pairwise_subjects to campus_identity_provider;
grant select on pairwise_subjects to campus_steward;

alter table match_keys enable row level security;
alter table match_keys force row level security;
create policy own on match_keys to campus_registrar using (university_id = current_university());
create policy across on match_keys to campus_steward using (true);
alter table match_due enable row level security;
alter table match_due force row level security;
create policy own on match_due to campus_registrar using (university_id = current_university());
create policy across on match_due to campus_steward using (true);
-- Both sides see that there is a question; what each may see of it is the same.
alter table match_requests enable row level security;
alter table match_requests force row level security;
create policy sides on match_requests for select to campus_registrar
  using (current_university() in (university_id, candidate_university_id));
create policy across on match_requests to campus_steward using (true);
alter table never_matches enable row level security;
alter table never_matches force row level security;
create policy across on never_matches to campus_steward using (true);
alter table merge_events enable row level security;
alter table merge_events force row level security;
create policy known on merge_events for select to campus_registrar using (exists (
  select from source_records r where r.id = any (merge_events.moved_records) and r.university_id = current_university()));
create policy across on merge_events to campus_steward using (true);
