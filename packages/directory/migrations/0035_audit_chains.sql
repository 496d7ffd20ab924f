-- One hash chain per university over its entries of the audit trail, and one for the entries of no university. Links are
-- added after the fact, in commit order: holding a chain's head until commit would make all writers of a university wait
-- for each other. What is hashed and signed is told in packages/audit-chain/README.md.

-- The order in which a chain grows. The number comes last: it is unique, so the order is whole.
create index audit_trail_chain on audit_trail (university_id, tx, id);

create table audit_links (
  -- The university's id, or "consortium".
  chain text not null check (chain = 'consortium' or chain ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  n bigint not null check (n > 0),
  -- The entry. No foreign key: its check would lock, and so rewrite, every row of the trail. Nothing is ever deleted there.
  entry_tx xid8 not null,
  entry_id bigint not null,
  prev bytea not null check (length(prev) = 32),
  leaf bytea not null check (length(leaf) = 32),
  -- "onecampus.audit.link.v1\n", the hash before, the number as 64 bits, the leaf.
  hash bytea not null check (hash = sha256('\x6f6e6563616d7075732e61756469742e6c696e6b2e76310a'::bytea || prev || int8send(n) || leaf)),
  primary key (chain, n),
  unique (entry_id)
);

-- What the operator signed. The key is not in the database.
create table audit_checkpoints (
  chain text not null,
  n bigint not null,
  hash bytea not null check (length(hash) = 32),
  -- To the millisecond: this very text is signed.
  signed_at timestamptz(3) not null,
  key_id text not null,
  signature text not null,
  primary key (chain, n),
  foreign key (chain, n) references audit_links
);

-- Public keys under which a university counter-signs the checkpoints of others. Only ever added: what an old key signed
-- stays true.
create table audit_witness_keys (
  key_id text primary key,
  university_id uuid not null references universities,
  x text not null,
  registered_at timestamptz not null default now(),
  registered_by text not null
);

create table audit_witnesses (
  chain text not null,
  n bigint not null,
  -- The witness as it named itself in the statement.
  witness text not null,
  key_id text not null references audit_witness_keys,
  checkpoint bytea not null check (length(checkpoint) = 32),
  signed_at timestamptz(3) not null,
  signature text not null,
  primary key (chain, n, key_id),
  foreign key (chain, n) references audit_checkpoints
);

create trigger append_only before update or delete or truncate on audit_links for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_checkpoints for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_witness_keys for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_witnesses for each statement execute function refuse_change();

-- Chaining belongs to no single university. A university reads its own chain; checkpoints and counter-signatures are there
-- to be seen by the others and name nobody.
grant select, insert on audit_links, audit_checkpoints, audit_witness_keys, audit_witnesses to campus_steward;
grant select on audit_links, audit_checkpoints, audit_witness_keys, audit_witnesses to campus_registrar;

alter table audit_links enable row level security;
alter table audit_links force row level security;
create policy own on audit_links for select to campus_registrar using (chain = current_university()::text);
create policy across on audit_links to campus_steward using (true);
