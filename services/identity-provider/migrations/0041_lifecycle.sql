-- How far what happens in the directory has been followed: the change feed, and the clock, by which affiliations end without
-- anybody writing a line.
create table lifecycle_positions (
  name text primary key check (name in ('feed', 'clock')),
  tx xid8,
  sequence bigint,
  at timestamptz,
  check ((name = 'feed') = (tx is not null and sequence is not null)),
  check ((name = 'clock') = (at is not null))
);
grant select, insert, update on lifecycle_positions to campus_identity_provider;
