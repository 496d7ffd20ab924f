-- A university's registrar sees its own imports. Staged rows are reached through a view that shows those of visible imports
-- only: COPY, by which they come in, does not go together with row-level security.
alter table imports enable row level security;
alter table imports force row level security;
create policy own on imports to campus_registrar using (university_id = directory.current_university());
create policy across on imports to campus_steward using (true);
-- For the view below, which runs as the schema's owner.
create policy own_rows on imports for select to campus_registrar_owner using (university_id = directory.current_university());

revoke select, update, delete on import_rows from campus_registrar;
create view staged_rows with (security_barrier = true) as
  select * from import_rows r where exists (select from imports i where i.id = r.import_id);
grant select, update, delete on staged_rows to campus_registrar;

grant usage on schema registrar to campus_steward;
grant select, update on imports to campus_steward;
grant select, delete on import_rows to campus_steward;
