-- A university that has left sends no files, and no system speaks or listens for it.
create trigger refuse_left_university before insert on imports for each row execute function directory.refuse_left_university();
create trigger refuse_left_university before insert on scim_tokens for each row execute function directory.refuse_left_university();
create trigger refuse_left_university before insert on scim_clients for each row execute function directory.refuse_left_university();
create trigger refuse_left_university before insert on event_streams for each row execute function directory.refuse_left_university();
