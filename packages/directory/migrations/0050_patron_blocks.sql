-- What a reader may not do for now, and where. A block is no state of his card: the card stays good for everything that no
-- block names, and a block is never copied to the person or the card, so lifting it in one place lifts it everywhere.

create table patron_blocks (
  id uuid primary key,
  person_id uuid not null references people,
  -- Whose librarian set it; only that university lifts it.
  university_id uuid not null references universities,
  scope text not null check (scope in ('library', 'university', 'consortium')),
  -- The code under which its university knows the library: the slug of the zone at its gate, the location of its self-checks.
  library text check (library ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  kinds text[] not null
    check (cardinality(kinds) between 1 and 5 and kinds <@ array['loan', 'renew', 'hold', 'entry', 'eresource']),
  -- In the smallest unit of the currency; null = it is not about money.
  amount_minor bigint check (amount_minor > 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  -- Read by the reader himself and by every library.
  public_text text not null check (length(public_text) between 1 and 300),
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  until_at timestamptz,
  released_by text,
  released_at timestamptz,
  release_reason text check (length(release_reason) between 1 and 300),
  unique (id, university_id),
  check ((scope = 'library') = (library is not null)),
  check ((amount_minor is null) = (currency is null)),
  check (until_at is null or until_at > set_at),
  check (num_nonnulls(released_by, released_at, release_reason) in (0, 3))
);
create index patron_blocks_standing on patron_blocks (person_id) where released_at is null;
create index patron_blocks_person on patron_blocks (person_id, set_at desc);
create index patron_blocks_entry on patron_blocks (id) where released_at is null and 'entry' = any (kinds);

-- What only the university's own librarians read. A table of its own, because Postgres guards rows and not columns.
create table patron_block_notes (
  block_id uuid primary key,
  university_id uuid not null,
  private_text text not null check (length(private_text) between 1 and 1000),
  foreign key (block_id, university_id) references patron_blocks (id, university_id) on delete cascade
);

-- A block that was lifted stays lifted: setting it again is a new one, with its own name under it.
create function block_released_once() returns trigger language plpgsql as $$
begin
  raise exception 'a block is lifted once' using errcode = 'check_violation', constraint = 'block_released_once';
end $$;
create trigger block_released_once before update on patron_blocks for each row
  when (old.released_at is not null) execute function block_released_once();

grant select, insert, delete, update (released_by, released_at, release_reason) on patron_blocks to campus_card_issuer;
grant select, insert on patron_block_notes to campus_card_issuer;
-- A gate asks who may not come in; why, and for how much, is none of its business.
grant select (id, person_id, university_id, scope, library, kinds, until_at, released_at) on patron_blocks to campus_access_checker;

-- Every library sees that a block stands. Setting and lifting are its university's alone, and so is the private text.
alter table patron_blocks enable row level security;
alter table patron_blocks force row level security;
create policy services on patron_blocks for select to campus_card_issuer, campus_access_checker using (true);
create policy own on patron_blocks for insert to campus_card_issuer with check (university_id = current_university());
create policy own_changes on patron_blocks for update to campus_card_issuer using (university_id = current_university());
create policy erased on patron_blocks for delete to campus_card_issuer
  using (exists (select from people p where p.id = patron_blocks.person_id and p.status = 'erased'));
alter table patron_block_notes enable row level security;
alter table patron_block_notes force row level security;
create policy own on patron_block_notes to campus_card_issuer using (university_id = current_university());
