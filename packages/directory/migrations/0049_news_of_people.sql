-- Who somebody is changes when people are brought together, parted or erased: seldom, and at every instance at once. Services
-- that remember whose account is whose hear this and read it anew.
create function tell_of_people() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  perform pg_notify('directory_people', '');
  return null;
end $$;

create trigger tell_of_people after update on people for each row
  when ((old.status, old.merged_into, old.reference_id) is distinct from (new.status, new.merged_into, new.reference_id))
  execute function tell_of_people();
create trigger tell_of_people_gone after delete on people for each statement execute function tell_of_people();
