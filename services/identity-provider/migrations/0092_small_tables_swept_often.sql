-- Tables that stay small because their rows live hours, and through which many pass: their ends move, so they are no
-- partitions of anything (decision 0025). A fifth of a table dead before anybody clears up is the rule for tables that grow;
-- these are cleared up at a fiftieth.
alter table sessions set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table session_authorizations set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
alter table grants set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- What is long past is looked for by its time alone.
create index notices_by_time on notices (happened_at);
