-- A role that gives power over people's data is given by two: one administrator asks, another one agrees.

create table role_requests (
  id uuid primary key,
  university_id uuid not null references directory.universities (id),
  -- Who would get it.
  person_id uuid not null references directory.people (id),
  role text not null check (role in ('registrar', 'administrator')),
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'withdrawn', 'expired')),
  -- Written like an actor of the audit trail, and always a person: a program needs no second pair of eyes here.
  asked_by text not null check (asked_by like 'person:%'),
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  check (expires_at > asked_at),
  check ((state = 'asked') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check (state <> 'granted' or decided_at < expires_at),
  constraint four_eyes_role check (state <> 'granted' or decided_by <> asked_by)
);
create unique index one_open_role_request on role_requests (university_id, person_id, role) where state = 'asked';
create index role_requests_university on role_requests (university_id, asked_at desc);

grant select, insert on role_requests to campus_registrar;
grant update (state, decided_by, decided_at) on role_requests to campus_registrar;
grant select on role_requests to campus_steward;

alter table role_requests enable row level security;
alter table role_requests force row level security;
create policy own on role_requests to campus_registrar using (university_id = directory.current_university());
create policy across on role_requests to campus_steward using (true);
