-- What expires leaves as whole partitions (decision 0025). A table that many rows pass through is a ring of a few
-- partitions that are always there: each takes what belongs to one span of days, and is emptied at once when all in it has
-- had its time. None is ever made or dropped while the service runs, so none can be missing.

-- The partition of a ring that an instant belongs to: spans of so many days since a Monday, counted round.
create function ring_slot(at timestamptz, days integer, slots integer) returns smallint
  immutable parallel safe language sql as $$
    select (floor(extract(epoch from at - timestamptz '1970-01-05 00:00:00+00') / (days * 86400))::bigint % slots)::smallint
  $$;

-- Empties one partition of a ring in which nothing is younger than `before`, and says whether it did. The service may
-- delete rows of these tables, but a table it may give up only by this door: whatever it asks for, nothing goes that has
-- not expired by the database's own clock. Somebody who uses the partition is waited for so long and no longer, for
-- everybody else queues behind whoever waits; the next run tries again.
create function empty_partition(ring text, slot integer, before timestamptz, patience_ms integer) returns boolean
  security definer set search_path = identity_provider, pg_temp language plpgsql as $$
declare
  leaf text := format('%I', ring || '_' || slot);
  deliveries text := format('%I', 'logout_deliveries_' || slot);
  expires_by text := case ring when 'refresh_tokens' then 'expires_at' when 'sign_ins' then 'at'
                               when 'client_traces' then 'at' when 'logouts' then 'ended_at' end;
  look text;
  empty boolean;
  kept boolean;
begin
  if expires_by is null then raise exception 'no ring: %', ring using errcode = 'insufficient_privilege'; end if;
  if before > now() then
    raise exception 'what has not expired is not given up' using errcode = 'insufficient_privilege';
  end if;
  look := format('select not exists (select from %s), exists (select from %1$s where %I >= $1)', leaf, expires_by);
  if ring = 'logouts' then
    -- An application that has yet to be told is told, however late.
    look := look || format(' or exists (select from %s where state = ''pending'')', deliveries);
  end if;
  execute look into empty, kept using before;
  if empty or kept then return false; end if;
  perform set_config('lock_timeout', patience_ms::text, true);
  begin
    execute format('lock table %s in access exclusive mode', leaf || case ring when 'logouts' then ', ' || deliveries else '' end);
  exception when lock_not_available then
    return false;
  end;
  -- Once more, now that nobody adds anything: what came between the look and the lock is seen by this one.
  execute look into empty, kept using before;
  if kept then return false; end if;
  execute format('truncate %s', leaf || case ring when 'logouts' then ', ' || deliveries else '' end);
  return true;
end $$;
revoke execute on function empty_partition(text, integer, timestamptz, integer) from public;
grant execute on function empty_partition(text, integer, timestamptz, integer) to campus_identity_provider;

-- A refresh token is found by nothing but its hash, so the hash itself says where it lies: tokens are drawn until theirs
-- falls into the partition of the week they expire in (rules/refresh-partition.ts). A hash is still in one place only, the
-- key holds over the whole table, and no statement knows of partitions. A token that was drawn otherwise lies anywhere; it
-- leaves by itself.
alter table refresh_tokens rename to refresh_tokens_before;
create table refresh_tokens (
  -- By bytes and not by a language: the partitions are ranges of the first character.
  id_hash text collate "C" not null,
  -- A withdrawn grant takes its tokens along, those that are just being written included.
  grant_id text not null references grants on delete cascade,
  account_id text not null,
  client_id text not null,
  payload jsonb not null,
  consumed_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  successor_hash text check (successor_hash ~ '^[A-Za-z0-9_-]{43}$'),
  -- The answer with the successor was lost and was given a second time; a third use is a thief's or the owner's after one.
  repeated_at timestamptz
) partition by range (id_hash);
create table refresh_tokens_0 partition of refresh_tokens for values from (minvalue) to ('B');
create table refresh_tokens_1 partition of refresh_tokens for values from ('B') to ('O');
create table refresh_tokens_2 partition of refresh_tokens for values from ('O') to ('a');
create table refresh_tokens_3 partition of refresh_tokens for values from ('a') to ('n');
create table refresh_tokens_4 partition of refresh_tokens for values from ('n') to (maxvalue);
insert into refresh_tokens (id_hash, grant_id, account_id, client_id, payload, consumed_at, created_at, expires_at,
                            successor_hash, repeated_at)
  select id_hash, grant_id, account_id, client_id, payload, consumed_at, created_at, expires_at, successor_hash, repeated_at
  from refresh_tokens_before;
drop table refresh_tokens_before;
alter table refresh_tokens add primary key (id_hash);
create index refresh_tokens_grant on refresh_tokens (grant_id);
create index refresh_tokens_expiring on refresh_tokens (expires_at);

grant select, insert, update, delete on refresh_tokens to campus_identity_provider;
