-- What every instance remembers of sessions, accounts and grants (src/picture/) is dead the moment one of them ends or changes.
-- Told are withdrawals and changes, not what is new or merely lasts longer: NOTIFY takes a lock that all commits of the cluster
-- share, and people come far more often than they go.
--
-- Told twice: to everybody who listens, at the commit; and aside, on the very connection that is writing, before its statement
-- is answered. So the instance that withdraws something has forgotten it before it says so to anybody.
create function tell_of_withdrawal() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
declare
  what text := case tg_table_name
    when 'sessions' then 's:' || (to_jsonb(old) ->> 'uid')
    when 'session_authorizations' then 's:' || (to_jsonb(old) ->> 'session_uid')
    when 'grants' then 'g:' || (to_jsonb(old) ->> 'id')
    else 'a:' || (to_jsonb(old) ->> 'reference_id') end;
begin
  perform pg_notify('identity_provider_withdrawn', what);
  raise notice 'identity_provider_withdrawn %', what;
  return null;
end $$;

-- A later end of the same session is no news: whoever remembers an earlier one asks again then.
create trigger tell_of_withdrawal after update on sessions for each row
  when (old.account_id is not null and (
    (old.account_id, old.login_at, old.ended_at, old.epoch, old.university_id, old.payload)
      is distinct from (new.account_id, new.login_at, new.ended_at, new.epoch, new.university_id, new.payload)
    or new.expires_at < old.expires_at))
  execute function tell_of_withdrawal();
-- What is swept away has run out long ago.
create trigger tell_of_deletion after delete on sessions for each row
  when (old.account_id is not null and old.ended_at is null and old.expires_at > now())
  execute function tell_of_withdrawal();
-- A session that gets another grant for an application; a first one is looked for by whoever knows of none.
create trigger tell_of_withdrawal after update on session_authorizations for each row
  when (old.grant_id is not null and old.grant_id is distinct from new.grant_id and old.expires_at > now())
  execute function tell_of_withdrawal();
create trigger tell_of_deletion after delete on session_authorizations for each row
  when (old.grant_id is not null and old.expires_at > now())
  execute function tell_of_withdrawal();
create trigger tell_of_withdrawal after update on grants for each row
  when ((old.account_id, old.client_id, old.payload, old.epoch)
    is distinct from (new.account_id, new.client_id, new.payload, new.epoch))
  execute function tell_of_withdrawal();
create trigger tell_of_deletion after delete on grants for each row
  when (old.expires_at > now())
  execute function tell_of_withdrawal();
create trigger tell_of_withdrawal after update on accounts for each row
  when ((old.reference_id, old.state, old.epoch, old.person_id)
    is distinct from (new.reference_id, new.state, new.epoch, new.person_id))
  execute function tell_of_withdrawal();
create trigger tell_of_deletion after delete on accounts for each row execute function tell_of_withdrawal();
