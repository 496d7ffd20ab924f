-- Who is to be told that a session ended, and what came of it. The rows are written by the database in the transaction that
-- ends the session, whatever ended it: there is no moment at which a session has ended and nobody has been charged with
-- telling its applications.

create table logouts (
  id uuid primary key default gen_random_uuid(),
  session_uid text not null unique,
  -- The account's public reference, from which the subject for each application is found. Gone once its person is erased.
  account_id text,
  because text not null,
  ended_at timestamptz not null default now(),
  -- SHA-256 of what the browser that signed out holds, to see its receipt by.
  receipt_hash text unique check (receipt_hash ~ '^[A-Za-z0-9_-]{43}$')
);
create index logouts_of_account on logouts (account_id) where account_id is not null;
create index logouts_by_time on logouts (ended_at);

create table logout_deliveries (
  logout_id uuid not null references logouts on delete cascade,
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
  primary key (logout_id, client_id),
  check ((state = 'pending') = (settled_at is null))
);
create index logout_deliveries_due on logout_deliveries (client_id, due_at) where state = 'pending';
create index logout_deliveries_settled on logout_deliveries (client_id, settled_at) where settled_at is not null;

-- How each application takes being told.
create table logout_health (
  client_id text primary key references clients,
  told bigint not null default 0,
  failed bigint not null default 0,
  told_at timestamptz,
  -- Since when every try has been in vain; empty while it answers.
  failing_since timestamptz,
  last_error text check (length(last_error) <= 200),
  last_failed_at timestamptz
);

create function tell_of_ended_session() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
declare
  -- A session that ended without a reason given is told of like any other.
  reason text := coalesce(new.ended_because, 'sign-out');
  logout uuid;
begin
  if new.account_id is null then return null; end if;
  insert into logouts (session_uid, account_id, because) values (new.uid, new.account_id, reason)
    on conflict (session_uid) do nothing returning id into logout;
  -- A session has a row for each value that its cookie had; the first of them has done this.
  if logout is null then return null; end if;
  insert into logout_deliveries (logout_id, client_id, protocol, sid, front, state, settled_at)
  select logout, a.client_id, c.protocol, a.sid, a.front,
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
create trigger tell_of_ended_session after update of ended_at, ended_because on sessions for each row
  when (new.ended_at is not null and new.ended_because is distinct from 'replaced'
        and (old.ended_at is null or old.ended_because = 'replaced'))
  execute function tell_of_ended_session();

grant select, insert, update, delete on logouts, logout_deliveries, logout_health to campus_identity_provider;

-- Sessions that ran out and whose end nobody has noted yet.
create index sessions_run_out on sessions (expires_at) where ended_at is null and account_id is not null;
