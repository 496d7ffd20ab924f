-- What is written once and read for a while: sign-ins, traces and logouts, in rings by the day they were written. Where a
-- row lies is noted beside it; a row that is told another time than now still leaves when its own time is over.

alter table sign_ins rename to sign_ins_before;
create sequence sign_in_ids;
create table sign_ins (
  id bigint not null default nextval('sign_in_ids'),
  person_id uuid not null references accounts on delete cascade,
  at timestamptz not null default now(),
  session_uid text not null,
  client_id text,
  device jsonb not null check (jsonb_typeof(device) = 'object'),
  public_computer boolean not null,
  methods text[] not null,
  slot smallint not null default ring_slot(now(), 10, 11)
) partition by list (slot);

alter table client_traces rename to client_traces_before;
create sequence client_trace_ids;
create table client_traces (
  id bigint not null default nextval('client_trace_ids'),
  client_id text not null,
  -- Steps of one sign-in have one of these in common.
  flow_id uuid not null,
  at timestamptz not null default now(),
  step text not null check (step ~ '^[a-z]+(-[a-z]+)*$'),
  outcome text not null check (outcome in ('ok', 'refused', 'waiting')),
  error text,
  -- What was sent and what is registered, redacted before it came here.
  observed jsonb not null default '{}' check (jsonb_typeof(observed) = 'object' and pg_column_size(observed) <= 8192),
  -- What is wrong, found at that moment: {code, observed, registered}.
  finding jsonb check (jsonb_typeof(finding) = 'object'),
  -- SHA-256 of what the next step of this sign-in will come with: the interaction, the code, the access token.
  leads_to text check (leads_to ~ '^[A-Za-z0-9_-]{43}$'),
  slot smallint not null default ring_slot(now(), 1, 9)
) partition by list (slot);

alter table logout_deliveries rename to logout_deliveries_before;
alter table logouts rename to logouts_before;
create table logouts (
  id uuid not null default gen_random_uuid(),
  session_uid text not null,
  -- The account's public reference, from which the subject for each application is found. Gone once its person is erased.
  account_id text,
  because text not null,
  ended_at timestamptz not null default now(),
  -- SHA-256 of what the browser that signed out holds, to see its receipt by.
  receipt_hash text check (receipt_hash ~ '^[A-Za-z0-9_-]{43}$'),
  slot smallint not null default ring_slot(now(), 10, 5)
) partition by list (slot);
create table logout_deliveries (
  logout_id uuid not null,
  client_id text not null,
  protocol text not null check (protocol in ('oidc', 'saml', 'cas')),
  sid text,
  -- What the SAML or CAS side of the session needs (session_authorizations.front).
  front jsonb,
  -- `cannot`: the application gave us no way to tell it. `given-up`: a week of trying was in vain.
  state text not null default 'pending' check (state in ('pending', 'told', 'given-up', 'cannot')),
  attempts integer not null default 0 check (attempts >= 0),
  due_at timestamptz not null default now(),
  -- While somebody is at it. Whoever finds it past may try again: the one who held it is gone.
  leased_until timestamptz,
  lease uuid,
  first_tried_at timestamptz,
  settled_at timestamptz,
  last_error text check (length(last_error) <= 200),
  -- That of its logout.
  slot smallint not null,
  check ((state = 'pending') = (settled_at is null))
) partition by list (slot);

do $$
declare
  ring record;
begin
  for ring in select * from (values ('sign_ins', 11), ('client_traces', 9), ('logouts', 5), ('logout_deliveries', 5)) r (name, slots) loop
    for slot in 0 .. ring.slots - 1 loop
      execute format('create table %I partition of %I for values in (%s)', ring.name || '_' || slot, ring.name, slot);
    end loop;
  end loop;
end $$;

insert into sign_ins (id, person_id, at, session_uid, client_id, device, public_computer, methods, slot)
  select id, person_id, at, session_uid, client_id, device, public_computer, methods, ring_slot(at, 10, 11) from sign_ins_before;
insert into client_traces (id, client_id, flow_id, at, step, outcome, error, observed, finding, leads_to, slot)
  select id, client_id, flow_id, at, step, outcome, error, observed, finding, leads_to, ring_slot(at, 1, 9) from client_traces_before;
insert into logouts (id, session_uid, account_id, because, ended_at, receipt_hash, slot)
  select id, session_uid, account_id, because, ended_at, receipt_hash, ring_slot(ended_at, 10, 5) from logouts_before;
insert into logout_deliveries (logout_id, client_id, protocol, sid, front, state, attempts, due_at, leased_until, lease,
                               first_tried_at, settled_at, last_error, slot)
  select d.logout_id, d.client_id, d.protocol, d.sid, d.front, d.state, d.attempts, d.due_at, d.leased_until, d.lease,
         d.first_tried_at, d.settled_at, d.last_error, l.slot
  from logout_deliveries_before d join logouts l on l.id = d.logout_id;
select setval('sign_in_ids', coalesce(max(id), 0) + 1) from sign_ins;
select setval('client_trace_ids', coalesce(max(id), 0) + 1) from client_traces;
drop table sign_ins_before, client_traces_before, logout_deliveries_before, logouts_before;

alter table sign_ins add primary key (id, slot);
create index sign_ins_of_person on sign_ins (person_id, at desc);
create index sign_ins_by_time on sign_ins (at);

alter table client_traces add primary key (id, slot);
create index client_traces_of_client on client_traces (client_id, id desc);
create index client_traces_leading on client_traces (leads_to) where leads_to is not null;
create index client_traces_old on client_traces (at);

alter table logouts add primary key (id, slot);
-- One logout of one session, and one receipt: held by the key within a partition. Over all of them the function below looks
-- first; whoever ends a session holds its rows, so nobody ends the same one at the same moment across two of them.
alter table logouts add unique (session_uid, slot);
alter table logouts add unique (receipt_hash, slot);
create index logouts_of_account on logouts (account_id) where account_id is not null;
create index logouts_by_time on logouts (ended_at);

alter table logout_deliveries add primary key (logout_id, client_id, slot);
create index logout_deliveries_due on logout_deliveries (client_id, due_at) where state = 'pending';
create index logout_deliveries_settled on logout_deliveries (client_id, settled_at) where settled_at is not null;
-- From partition to partition, not from table to table: so that the two of one span can be emptied together.
do $$
begin
  for slot in 0 .. 4 loop
    execute format('alter table %I add foreign key (logout_id, slot) references %I (id, slot) on delete cascade',
      'logout_deliveries_' || slot, 'logouts_' || slot);
  end loop;
end $$;

create or replace function tell_of_ended_session() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
declare
  -- A session that ended without a reason given is told of like any other.
  reason text := coalesce(new.ended_because, 'sign-out');
  logout logouts%rowtype;
begin
  if new.account_id is null then return null; end if;
  -- A session has a row for each value that its cookie had; the first of them has done this.
  insert into logouts (session_uid, account_id, because)
    select new.uid, new.account_id, reason where not exists (select from logouts where session_uid = new.uid)
    on conflict (session_uid, slot) do nothing returning * into logout;
  if logout.id is null then return null; end if;
  insert into logout_deliveries (logout_id, slot, client_id, protocol, sid, front, state, settled_at)
  select logout.id, logout.slot, a.client_id, c.protocol, a.sid, a.front,
         case when can.be_told then 'pending' else 'cannot' end, case when can.be_told then null else now() end
  from session_authorizations a
  join clients c on c.id = a.client_id
  cross join lateral (select c.state <> 'withdrawn' and case c.protocol
    when 'oidc' then c.backchannel_logout_uri is not null else a.front is not null end as be_told) can
  -- Our own pages look at the session itself.
  where a.session_uid = new.uid and c.origin <> 'product';
  -- What was granted in the session goes with it. Access that was asked for beyond it outlasts a sign-out and an expiry,
  -- and nothing else.
  delete from grants g using session_authorizations a
  where a.session_uid = new.uid and g.id = a.grant_id
    and (a.persists_logout is not true or reason not in ('sign-out', 'expired', 'another-account'));
  perform pg_notify('identity_provider_logout', '');
  return null;
end $$;

grant select, insert, delete on sign_ins, client_traces to campus_identity_provider;
grant usage on sequence sign_in_ids, client_trace_ids to campus_identity_provider;
grant select, insert, update, delete on logouts, logout_deliveries to campus_identity_provider;
