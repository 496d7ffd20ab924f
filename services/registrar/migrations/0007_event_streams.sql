-- Telling other services what changed: security event tokens (RFC 8417) with the events of RFC 9967, pushed (RFC 8935) or
-- fetched (RFC 8936). A stream carries the events of one university; one without a university carries the consortium's.

create table event_streams (
  id uuid primary key,
  university_id uuid references directory.universities (id),
  label text not null check (label <> ''),
  -- `aud` of its tokens.
  audience text not null check (audience <> ''),
  delivery text not null check (delivery in ('push', 'poll')),
  endpoint text,
  -- The receiver's Authorization header, sealed under CAMPUS_DATA_KEY.
  authorization_sealed text,
  -- SHA-256 of the token with which the receiver fetches.
  poll_token_hash bytea,
  state text not null default 'enabled' check (state in ('enabled', 'paused', 'failing')),
  -- How far the change feed has been turned into events.
  position_tx xid8 not null,
  position_sequence bigint not null default 0,
  -- Until when the ends of affiliations have been told; they leave no line in the feed.
  clock_seen timestamptz not null default now(),
  created_by text not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  check ((delivery = 'push') = (endpoint is not null)),
  check ((delivery = 'poll') = (poll_token_hash is not null))
);
create unique index one_stream_of_a_label on event_streams (coalesce(university_id, '00000000-0000-0000-0000-000000000000'), label)
  where removed_at is null;

-- Whom a stream has told of, and as what: the difference between a newcomer and a change, and between active and not.
create table event_subjects (
  stream_id uuid not null references event_streams,
  -- A source record for a university's stream, a person for the consortium's.
  subject_id uuid not null,
  active boolean not null,
  removed boolean not null default false,
  primary key (stream_id, subject_id)
);

create table event_deliveries (
  stream_id uuid not null references event_streams,
  n bigint generated always as identity,
  -- `jti`: the same for a repeated delivery and for a replay, so that a receiver sees that it knows it.
  jti uuid not null,
  subject_id uuid not null,
  -- Last segments of `urn:ietf:params:scim:event:…`, e.g. `prov:create:notice`.
  events text[] not null check (cardinality(events) > 0),
  subject_uri text not null,
  -- Names of attributes, never their values.
  attributes text[] not null default '{}',
  tx text not null,
  happened_at timestamptz not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'refused', 'given-up')),
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_status integer,
  last_error text,
  delivered_at timestamptz,
  primary key (stream_id, n),
  unique (stream_id, jti)
);
create index event_deliveries_due on event_deliveries (stream_id, due_at) where state = 'pending';
create index event_deliveries_waiting on event_deliveries (stream_id, subject_id, n) where state = 'pending';

grant select, insert, update on event_streams, event_subjects, event_deliveries to campus_steward;
grant delete on event_deliveries to campus_steward;
grant select, insert on event_streams to campus_registrar;
grant update (state, removed_at, endpoint, authorization_sealed, poll_token_hash) on event_streams to campus_registrar;
grant select on event_deliveries to campus_registrar;

alter table event_streams enable row level security;
alter table event_streams force row level security;
create policy own on event_streams to campus_registrar using (university_id = directory.current_university());
create policy across on event_streams to campus_steward using (true);
alter table event_subjects enable row level security;
alter table event_subjects force row level security;
create policy across on event_subjects to campus_steward using (true);
alter table event_deliveries enable row level security;
alter table event_deliveries force row level security;
create policy own on event_deliveries for select to campus_registrar
  using (exists (select from event_streams s where s.id = stream_id and s.university_id = directory.current_university()));
create policy across on event_deliveries to campus_steward using (true);
