-- How a person's data ends, and how a university goes.

-- After this time without an affiliation a university's records end without anybody asking; absent = somebody has to ask.
alter table universities add column retention interval check (retention > '0');
grant update (retention) on universities to campus_steward;

-- One university's part of one person, asked for by one and done by another. What was destroyed is counted, never named: this
-- row and the entries of the audit trail under its id are the act of destruction.
create table erasures (
  id uuid primary key,
  university_id uuid not null references universities,
  person_id uuid not null references people,
  -- The person asked; the time to keep is over; a court or an authority ordered it; the university leaves.
  basis text not null check (basis in ('request', 'retention', 'order', 'leaving')),
  state text not null default 'asked' check (state in ('asked', 'done', 'withdrawn')),
  asked_by text not null,
  asked_at timestamptz not null default now(),
  decided_by text,
  decided_at timestamptz,
  -- {"records": n, "identifiers": n, "versions": n, …}
  destroyed jsonb,
  -- No record of the person was left anywhere.
  whole boolean,
  check ((state = 'asked') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check ((state = 'done') = (destroyed is not null) and (destroyed is null) = (whole is null)),
  constraint four_eyes_erase check (state <> 'done' or basis in ('retention', 'leaving') or decided_by <> asked_by)
);
create unique index one_open_erasure on erasures (university_id, person_id) where state = 'asked';
create index erasures_university on erasures (university_id, asked_at desc);
create index erasures_person on erasures (person_id);

-- A university that goes: announced by one, agreed to by another, done on the day or later.
create table departures (
  id uuid primary key,
  university_id uuid not null references universities,
  leaves_at timestamptz not null,
  announced_by text not null,
  announced_at timestamptz not null default now(),
  agreed_by text,
  agreed_at timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz,
  begun_at timestamptz,
  finished_at timestamptz,
  -- {"records": n, "people": n, "shared": n}
  counts jsonb not null default '{}',
  check ((agreed_by is null) = (agreed_at is null)),
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check (withdrawn_at is null or begun_at is null),
  check (begun_at is null or (agreed_at is not null and begun_at >= leaves_at)),
  check (finished_at is null or begun_at is not null),
  constraint four_eyes_leave check (agreed_by <> announced_by)
);
create unique index one_open_departure on departures (university_id) where finished_at is null and withdrawn_at is null;

-- The name a person goes by is never that of an erased record, and an erased person has none.
create or replace view person_names with (security_invoker = true) as
  select distinct on (r.person_id)
         r.person_id, r.id as source_record_id, r.family_name, r.given_name, r.patronymic, r.university_id
  from source_records r
  join sources s on s.id = r.source_id
  where r.erased_at is null
  order by r.person_id, (r.missing_since is not null), s.precedence, r.created_at, r.id;
grant select (erased_at) on source_records to campus_identity_provider, campus_card_issuer;

-- A university that has left brings nobody in, whatever program asks. A departure first locks the university and its sources
-- and so waits for whoever is bringing people in, for their foreign keys hold these rows; whoever comes later is refused here.
create function newcomers_have_a_university() returns trigger
language plpgsql security definer set search_path = directory, pg_temp as $$
begin
  if exists (select from fresh join universities u on u.id = fresh.university_id where u.status = 'left') then
    raise exception 'this university has left' using errcode = 'check_violation', constraint = 'university_has_left';
  end if;
  return null;
end $$;
create trigger newcomers_have_a_university after insert on source_records
  referencing new table as fresh for each statement execute function newcomers_have_a_university();
create trigger newcomers_have_a_university after insert on affiliations
  referencing new table as fresh for each statement execute function newcomers_have_a_university();
create trigger newcomers_have_a_university after insert on staff_roles
  referencing new table as fresh for each statement execute function newcomers_have_a_university();

-- For tables of few rows, in other schemas as well.
create function refuse_left_university() returns trigger
language plpgsql security definer set search_path = directory, pg_temp as $$
begin
  if exists (select from universities u where u.id = new.university_id and u.status = 'left') then
    raise exception 'this university has left' using errcode = 'check_violation', constraint = 'university_has_left';
  end if;
  return new;
end $$;

create index tombstones_university on identifiers (university_id) where state = 'tombstone';
create index people_erased on people (id) where status = 'erased';
create index source_records_living on source_records (university_id, id) where erased_at is null;
-- Whom a window of time concerns.
create index audit_trail_window on audit_trail (university_id, at);
create index disclosures_window on disclosures (from_university_id, at);

-- One line for each release of a person's attributes: a receiver that asks again with the same proof learns nothing new.
alter table disclosures add column occasion text;
create unique index one_disclosure_per_occasion on disclosures (person_id, to_party, occasion, from_university_id, attributes)
  nulls not distinct where occasion is not null;
grant insert (occasion) on disclosures
  to campus_registrar, campus_steward, campus_identity_provider, campus_card_issuer, campus_access_checker;

grant select, insert, update on erasures, departures to campus_steward;
grant select on erasures, departures to campus_registrar;
grant delete on group_members to campus_steward;
alter table erasures enable row level security;
alter table erasures force row level security;
create policy own on erasures to campus_registrar using (university_id = current_university());
create policy across on erasures to campus_steward using (true);
alter table departures enable row level security;
alter table departures force row level security;
create policy own on departures to campus_registrar using (university_id = current_university());
create policy across on departures to campus_steward using (true);
