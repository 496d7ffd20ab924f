-- A roll that should not have come in is taken back in full.

-- Brought by a run that was rolled back: what the record says was never so. Whoever comes with its number next is somebody
-- whose identity is looked up anew, because a wrong file may have tied the number to a wrong human.
alter table source_records
  add column withdrawn_at timestamptz,
  add constraint withdrawn_is_missing check (withdrawn_at is null or missing_since is not null);

-- What a run brought into being is found by its moment.
create index source_records_created on source_records (source_id, created_at);
create index affiliations_believed_from on affiliations (lower(recorded));
