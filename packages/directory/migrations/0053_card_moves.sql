-- The life of a card to its end: the moves that were missing, who may make which, and a history that shows when somebody
-- has been at it. All of it holds for whoever writes cards, whatever his program thinks.

-- A card can be taken away or ended before it was ever handed out.
insert into card_state_changes (from_state, to_state)
  select from_state, to_state
  from unnest(array['requested', 'approved', 'in_production', 'produced', 'ready']) as from_state,
       unnest(array['revoked', 'closed']) as to_state;
alter table cards drop constraint cards_check,
  add constraint cards_check check (number is not null or state in ('requested', 'approved', 'rejected', 'cancelled', 'revoked', 'closed'));

-- Which moves a reader makes with his own card. All others are somebody else's, though he be a librarian.
alter table card_state_changes add column by_holder boolean not null default false;
update card_state_changes set by_holder = true
where (from_state, to_state) in (
  ('new', 'requested'), ('requested', 'cancelled'),
  ('active', 'suspended'), ('suspended', 'active'),
  ('active', 'lost'), ('active', 'stolen'), ('active', 'damaged'),
  ('suspended', 'lost'), ('suspended', 'stolen'), ('suspended', 'damaged'));

-- Taking a card away is asked for by one librarian and done by another.
create table card_revocations (
  id uuid primary key,
  card_id uuid not null references cards,
  -- The university for which it was asked.
  university_id uuid not null references universities,
  reason text not null check (length(reason) between 1 and 300),
  asked_by text not null check (asked_by like 'person:%'),
  asked_at timestamptz not null default clock_timestamp(),
  decision text check (decision in ('revoked', 'declined', 'withdrawn')),
  decided_by text check (decided_by like 'person:%'),
  decided_at timestamptz,
  check (num_nonnulls(decision, decided_by, decided_at) in (0, 3)),
  constraint four_eyes_revoke check (decision <> 'revoked' or decided_by <> asked_by),
  constraint withdrawn_by_who_asked check (decision <> 'withdrawn' or decided_by = asked_by)
);
create unique index one_open_revocation on card_revocations (card_id) where decision is null;
create index card_revocations_open on card_revocations (asked_at) where decision is null;
create index card_revocations_card on card_revocations (card_id);
create function revocation_decided_once() returns trigger language plpgsql as $$
begin
  raise exception 'a revocation is decided once' using errcode = 'check_violation', constraint = 'revocation_decided_once';
end $$;
create trigger revocation_decided_once before update on card_revocations for each row
  when (old.decision is not null) execute function revocation_decided_once();
grant select, insert, update (decision, decided_by, decided_at) on card_revocations to campus_card_issuer;

-- Whether two actors are one human: people who became one record are one pair of eyes.
create function same_actor(one text, other text) returns boolean
language sql stable security definer set search_path = directory, pg_temp as $$
  select coalesce(one = other or (one like 'person:%' and other like 'person:%'
    and canonical_person(substr(one, 8)::uuid) = canonical_person(substr(other, 8)::uuid)), false)
$$;

create or replace function card_changes() returns trigger language plpgsql security definer set search_path = directory, pg_temp as $$
declare
  before_state text := case when tg_op = 'INSERT' then 'new' else old.state end;
  holder constant text := 'person:' || new.person_id;
  by_holder boolean;
  since card_events;
  move card_state_changes;
begin
  if tg_op = 'INSERT' then
    new.version := 1;
  else
    if (new.id, new.person_id, new.kind) is distinct from (old.id, old.person_id, old.kind)
       or (old.number is not null and new.number is distinct from old.number) then
      raise exception 'a card keeps its person and its number' using errcode = 'check_violation', constraint = 'card_keeps_its_number';
    end if;
    new.version := old.version + 1;
  end if;
  new.changed_at := clock_timestamp();
  if tg_op = 'UPDATE' and new.state = old.state then
    return new;
  end if;

  select * into move from card_state_changes where from_state = before_state and to_state = new.state;
  if not found then
    raise exception 'a card cannot go from % to %', before_state, new.state
      using errcode = 'check_violation', constraint = 'card_state_change';
  end if;
  by_holder := same_actor(new.changed_by, holder);
  if by_holder and not move.by_holder then
    raise exception 'nobody does this with his own card' using errcode = 'check_violation', constraint = 'card_own_record';
  end if;
  if new.state = 'active' and before_state in ('lost', 'suspended') then
    select * into since from card_events
    where card_id = new.id and to_state = before_state and from_state <> to_state order by sequence desc limit 1;
    if before_state = 'lost' and since.at > clock_timestamp() - interval '30 days' is not true then
      raise exception 'a card lost so long ago is not found' using errcode = 'check_violation', constraint = 'card_found_too_late';
    end if;
    if by_holder and same_actor(since.actor, holder) is not true then
      raise exception 'another suspended this card' using errcode = 'check_violation', constraint = 'card_suspended_by_another';
    end if;
    if by_holder and since.at > clock_timestamp() - interval '30 days' is not true then
      raise exception 'suspended too long ago' using errcode = 'check_violation', constraint = 'card_suspended_too_long';
    end if;
  end if;
  if new.state = 'revoked' and not exists (
    select from card_revocations r
    where r.card_id = new.id and r.decision = 'revoked' and r.decided_by = new.changed_by
      and not same_actor(r.asked_by, r.decided_by) and not same_actor(r.asked_by, holder)
  ) then
    raise exception 'a card is revoked by two' using errcode = 'check_violation', constraint = 'card_revoked_by_two';
  end if;
  return new;
end $$;

-- The events of a card are a chain of their own, in the format of the audit chains (packages/audit-chain): a card's row is
-- locked while it changes, so its chain may grow in the very transaction and nobody else waits for it.
alter table card_events
  add column valid_until timestamptz,
  add column prev bytea check (length(prev) = 32),
  add column hash bytea check (length(hash) = 32);

-- The event in the one way it is written down to be hashed (RFC 8785): members in order, no white space.
create function card_event_text(event card_events) returns text language sql stable parallel safe as $$
  select '{"actor":' || to_json(event.actor)
    || ',"at":"' || to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'
    || ',"card_id":"' || event.card_id || '"'
    || ',"from_state":"' || event.from_state || '"'
    || ',"reason":' || coalesce(to_json(event.reason)::text, 'null')
    || ',"sequence":' || event.sequence
    || ',"to_state":"' || event.to_state || '"'
    || ',"valid_until":' || coalesce('"' || to_char(event.valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', 'null')
    || '}'
$$;
create function chain_card_event(event card_events, before bytea) returns card_events language plpgsql stable as $$
begin
  event.prev := coalesce(before, sha256(convert_to(E'onecampus.audit.genesis.v1\ncard:' || event.card_id, 'UTF8')));
  event.hash := sha256(convert_to(E'onecampus.audit.link.v1\n', 'UTF8') || event.prev || int8send(event.sequence)
    || sha256(convert_to(E'onecampus.audit.entry.v1\n' || directory.card_event_text(event), 'UTF8')));
  return event;
end $$;

alter table card_events disable trigger append_only;
do $$
declare
  event card_events;
  last card_events;
begin
  for event in select * from card_events order by card_id, sequence loop
    event := chain_card_event(event, case when event.card_id = last.card_id then last.hash end);
    update card_events set prev = event.prev, hash = event.hash where card_id = event.card_id and sequence = event.sequence;
    last := event;
  end loop;
end $$;
alter table card_events enable trigger append_only;
alter table card_events alter column prev set not null, alter column hash set not null;

create or replace function card_event() returns trigger language plpgsql security definer set search_path = directory, pg_temp as $$
declare
  event card_events;
begin
  event.card_id := new.id;
  event.sequence := new.version;
  event.at := new.changed_at;
  event.actor := new.changed_by;
  event.from_state := case when tg_op = 'INSERT' then 'new' else old.state end;
  event.to_state := new.state;
  event.reason := new.state_reason;
  event.valid_until := new.valid_until;
  event := chain_card_event(event, (select e.hash from card_events e where e.card_id = new.id order by e.sequence desc limit 1));
  insert into card_events select (event).*;
  return null;
end $$;
