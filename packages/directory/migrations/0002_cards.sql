-- The shared library card. Written by the card issuer alone.

-- Which move a card may make. `new` stands for a card that does not exist yet. There is no way round this table for anybody.
create table card_state_changes (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into card_state_changes (from_state, to_state) values
  ('new', 'requested'), ('new', 'active'),
  ('requested', 'approved'), ('requested', 'rejected'), ('requested', 'cancelled'),
  ('approved', 'in_production'), ('approved', 'ready'), ('approved', 'cancelled'),
  ('in_production', 'produced'), ('in_production', 'approved'),
  ('produced', 'ready'),
  ('ready', 'active'), ('ready', 'cancelled'),
  ('active', 'suspended'), ('active', 'lost'), ('active', 'stolen'), ('active', 'damaged'), ('active', 'replaced'),
  ('active', 'revoked'), ('active', 'closed'),
  ('suspended', 'active'), ('suspended', 'lost'), ('suspended', 'stolen'), ('suspended', 'damaged'), ('suspended', 'replaced'),
  ('suspended', 'revoked'), ('suspended', 'closed'),
  ('lost', 'active'), ('lost', 'replaced'), ('lost', 'revoked'), ('lost', 'closed'),
  ('stolen', 'replaced'), ('stolen', 'revoked'), ('stolen', 'closed'),
  ('damaged', 'replaced'), ('damaged', 'revoked'), ('damaged', 'closed');

-- The check digit of ISO/IEC 7812-1 annex B (Luhn), so that no program can store a number that no scanner would accept.
create function luhn_holds(number text) returns boolean language sql immutable strict parallel safe as $$
  select sum(case when place % 2 = 0 then digit when digit > 4 then digit * 2 - 9 else digit * 2 end) % 10 = 0
  from (
    select substr(reverse(number), place + 1, 1)::int as digit, place from generate_series(0, length(number) - 1) as place
  ) as digits
$$;

create table cards (
  id uuid primary key,
  person_id uuid not null references people,
  number text unique check (number ~ '^2[0-9]{13}$' and luhn_holds(number)),
  state text not null,
  state_reason text,
  issued_by_university_id uuid not null references universities,
  valid_from timestamptz not null default now(),
  valid_until timestamptz,
  replaces uuid unique references cards,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  changed_by text not null,
  check (number is not null or state in ('requested', 'approved', 'rejected', 'cancelled')),
  check (valid_until is null or valid_until > valid_from),
  check (replaces <> id)
);
create unique index one_live_card on cards (person_id) where state in ('active', 'suspended');
create unique index one_open_request on cards (person_id)
  where state in ('requested', 'approved', 'in_production', 'produced', 'ready');
create index cards_person on cards (person_id);

-- What proves that a card is carried: today the bar code on the plastic.
create table credentials (
  id uuid primary key,
  card_id uuid not null references cards,
  kind text not null check (kind in ('barcode')),
  lookup_key text not null,
  state text not null default 'active' check (state in ('active', 'dead')),
  created_at timestamptz not null default now(),
  died_at timestamptz,
  check ((state = 'dead') = (died_at is not null))
);
-- Also of the dead ones: a key that was once on a card never opens anything for another.
create unique index credential_never_reused on credentials (kind, lookup_key);
create index credentials_card on credentials (card_id);

create table card_events (
  card_id uuid not null references cards,
  sequence bigint not null,
  at timestamptz not null,
  actor text not null,
  from_state text not null,
  to_state text not null,
  reason text,
  primary key (card_id, sequence)
);

-- Runs as the schema's owner, so that an event can come into being in no other way than by the change it tells of.
create function card_changes() returns trigger language plpgsql security definer set search_path = directory, pg_temp as $$
declare
  before_state text := case when tg_op = 'INSERT' then 'new' else old.state end;
begin
  if tg_op = 'UPDATE' then
    if (new.id, new.person_id) is distinct from (old.id, old.person_id)
       or (old.number is not null and new.number is distinct from old.number) then
      raise exception 'a card keeps its person and its number' using errcode = 'check_violation', constraint = 'card_keeps_its_number';
    end if;
    new.version := old.version + 1;
    new.changed_at := clock_timestamp();
  end if;
  if tg_op = 'INSERT' or new.state is distinct from old.state then
    if not exists (select from card_state_changes where from_state = before_state and to_state = new.state) then
      raise exception 'a card cannot go from % to %', before_state, new.state
        using errcode = 'check_violation', constraint = 'card_state_change';
    end if;
  end if;
  return new;
end $$;
create trigger card_changes before insert or update on cards for each row execute function card_changes();

create function card_event() returns trigger language plpgsql security definer set search_path = directory, pg_temp as $$
begin
  insert into card_events (card_id, sequence, at, actor, from_state, to_state, reason)
  values (new.id, new.version, new.changed_at, new.changed_by,
          case when tg_op = 'INSERT' then 'new' else old.state end, new.state, new.state_reason);
  return null;
end $$;
create trigger card_event after insert or update on cards for each row execute function card_event();
