-- What a run changed, in full: to be looked at before and after, and to be undone.

alter table imports
  -- The moment at which the directory took the run, on its own clock: what it wrote carries the same.
  add column effective_at timestamptz,
  add column rolled_back_at timestamptz,
  add column rolled_back_by text,
  add column rollback_counts jsonb,
  drop constraint imports_state_check,
  add constraint imports_state_check check (state in ('reading', 'staged', 'needs-review', 'applied', 'rolled-back', 'failed')),
  add check ((rolled_back_at is null) = (rolled_back_by is null));

alter table import_rows add column name_key text;
create or replace view staged_rows with (security_barrier = true) as
  select * from import_rows r where exists (select from imports i where i.id = r.import_id);

-- One line per person that a run adds, changes or ends. Kept as long as the staged rows wait, then dropped with them.
create table import_changes (
  import_id uuid not null references imports on delete cascade,
  university_id uuid not null references directory.universities (id),
  kind text not null check (kind in ('new', 'changed', 'ending')),
  source_key text not null,
  name text not null,
  -- [{"field": "family_name", "old": "…", "new": "…"}]; of a national number nothing but that it changed.
  fields jsonb not null,
  -- Windows that are no longer, and those that are from now on.
  before jsonb not null,
  after jsonb not null,
  primary key (import_id, kind, source_key)
);

-- What cannot be told afterwards from the directory alone: numbers and logins that gave way or came back, and records of an undone run
-- that were said again.
create table import_effects (
  import_id uuid not null references imports on delete cascade,
  university_id uuid not null references directory.universities (id),
  effect text not null check (effect in ('identifier-made-prior', 'identifier-made-current', 'said-again')),
  entity_id uuid not null,
  primary key (import_id, effect, entity_id)
);

grant select, insert, delete on import_changes to campus_registrar;
grant select, insert on import_effects to campus_registrar;
grant select, delete on import_changes to campus_steward;
alter table import_changes enable row level security;
alter table import_changes force row level security;
create policy own on import_changes to campus_registrar using (university_id = directory.current_university());
create policy across on import_changes to campus_steward using (true);
alter table import_effects enable row level security;
alter table import_effects force row level security;
create policy own on import_effects to campus_registrar using (university_id = directory.current_university());
