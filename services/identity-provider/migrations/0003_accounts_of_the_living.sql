-- Migration 0002 lets accounts and passwords be deleted, because an erased person's must be. Nobody else's may, whatever the
-- program asks for.
create function only_of_the_erased() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
begin
  if exists (select from directory.people p where p.id = old.person_id and p.status <> 'erased') then
    raise exception 'the account of a person who is there is not deleted'
      using errcode = 'insufficient_privilege', constraint = 'only_of_the_erased';
  end if;
  return old;
end $$;
create trigger only_of_the_erased before delete on accounts for each row execute function only_of_the_erased();
create trigger only_of_the_erased before delete on passwords for each row execute function only_of_the_erased();
