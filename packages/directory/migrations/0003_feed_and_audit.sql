-- What changed, for every service to learn of: written in the transaction of the change, read in the order of
-- (transaction id, sequence) and only below the oldest running transaction. A reader that kept "the last sequence seen"
-- would lose a row whose transaction took a smaller number and committed later.
create table change_feed (
  tx xid8 not null default pg_current_xact_id(),
  sequence bigint generated always as identity,
  at timestamptz not null default now(),
  topic text not null check (topic ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(_[a-z]+)*$'),
  entity_id uuid not null,
  university_id uuid,
  payload jsonb not null default '{}',
  primary key (tx, sequence)
);

create table audit_trail (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  university_id uuid,
  action text not null check (action ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(_[a-z]+)*$'),
  subject text,
  request_id text,
  -- Names of fields and counts, never the values of personal data.
  details jsonb not null default '{}'
);
create index audit_trail_subject on audit_trail (subject, id);

-- Append-only for all, the owner included: grants alone would not hold against him.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on audit_trail for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on change_feed for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on card_events for each statement execute function refuse_change();
