-- Access given back in person to somebody who has lost every way in: one member of staff has seen him and his document, a
-- second one has too, a day passes in which the owner of the account can stop it, and only then a code lets him set a new
-- password. Nobody of staff ever chooses it.

create table recoveries (
  id uuid primary key,
  person_id uuid not null references accounts on delete cascade,
  university_id uuid not null references directory.universities,
  -- What kind of document was seen; never its number.
  document text not null check (document in ('passport', 'student-card', 'staff-pass', 'driving-licence')),
  opened_by uuid not null references directory.people (id),
  opened_at timestamptz not null,
  approved_by uuid references directory.people (id),
  approved_at timestamptz,
  -- From here on a code may be issued.
  ready_at timestamptz,
  -- What is not finished by then is nothing any more.
  closes_at timestamptz not null,
  code_hash text unique check (code_hash ~ '^[A-Za-z0-9_-]{43}$'),
  code_expires_at timestamptz,
  code_issued_by uuid references directory.people (id),
  codes_issued smallint not null default 0 check (codes_issued between 0 and 5),
  ended_at timestamptz,
  ended_as text check (ended_as in ('finished', 'refused', 'aborted', 'expired')),
  ended_by text,
  constraint four_eyes check (approved_by <> opened_by),
  constraint not_his_own check (opened_by <> person_id and approved_by <> person_id and code_issued_by <> person_id),
  constraint approval_is_whole check (
    (approved_by is null) = (approved_at is null) and (approved_by is null) = (ready_at is null)),
  constraint cools_off check (ready_at >= approved_at and approved_at >= opened_at),
  constraint code_is_whole check (
    (code_hash is null) = (code_expires_at is null) and (code_hash is null) = (code_issued_by is null)),
  constraint code_after_cooling check (code_hash is null or ready_at is not null),
  constraint end_is_whole check (
    (ended_at is null) = (ended_as is null) and (ended_at is null) = (ended_by is null)),
  constraint finished_by_code check (
    ended_as is distinct from 'finished' or (code_hash is not null and ended_at >= ready_at))
);
create unique index one_open_recovery on recoveries (person_id) where ended_at is null;
create index recoveries_of_university on recoveries (university_id, opened_at desc, id);

grant select, insert, update on recoveries to campus_identity_provider;
