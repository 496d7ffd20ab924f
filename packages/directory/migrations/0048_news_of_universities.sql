-- Services keep the list of universities for a while. Whoever hears this reads it anew: a university that joins or leaves does
-- so at every instance at once.
create function tell_of_universities() returns trigger language plpgsql set search_path = directory, pg_temp as $$
begin
  perform pg_notify('directory_universities', '');
  return null;
end $$;

create trigger tell_of_universities after insert or update or delete on universities
  for each statement execute function tell_of_universities();
create trigger tell_of_universities after insert or update or delete on university_scopes
  for each statement execute function tell_of_universities();
