-- A file that speaks only of the people in it: nobody ends by being left out.
alter table imports add column partial boolean not null default false;
