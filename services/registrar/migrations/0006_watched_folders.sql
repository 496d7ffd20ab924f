-- Files that a university's system puts into a folder. One row per file that was taken; the file itself is moved, not kept.
create table deliveries (
  id uuid primary key,
  source_id uuid not null references directory.sources (id),
  university_id uuid not null references directory.universities (id),
  file_name text not null,
  size_bytes bigint not null,
  -- SHA-256 of the content: the same file once more is recognised.
  digest bytea,
  -- `held`: the brake holds it, and it waits for a registrar. `same`: it was the last one that was applied.
  state text not null default 'taken' check (state in ('taken', 'applied', 'same', 'held', 'refused', 'returned')),
  import_id uuid references imports,
  -- {"code", "ru", "en"}: why it was not applied, or what else went wrong with it.
  fault jsonb,
  taken_at timestamptz not null default now(),
  finished_at timestamptz,
  -- Whoever took it is at work until then; after it another instance puts it back.
  leased_until timestamptz not null,
  check ((state = 'taken') = (finished_at is null))
);
create index deliveries_source on deliveries (source_id, taken_at desc);
create index deliveries_at_work on deliveries (leased_until) where state = 'taken';

grant select, insert, update on deliveries to campus_registrar;
grant select on deliveries to campus_steward;
alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy own on deliveries to campus_registrar using (university_id = directory.current_university());
create policy across on deliveries for select to campus_steward using (true);
