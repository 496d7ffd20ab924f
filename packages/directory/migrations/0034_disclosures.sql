-- What left a university's boundary: to whom, which attributes, on what basis. Names of attributes, never their values. The
-- person reads it on the page about himself.
create table disclosures (
  id uuid not null default new_id(),
  at timestamptz not null default now(),
  person_id uuid not null references people,
  from_university_id uuid references universities,
  -- `client:<id>` for a service, `university:<uuid>` for another member, `service:<name>` for one of the consortium's own.
  to_party text not null check (to_party ~ '^(client|university|service|person):.+'),
  attributes text[] not null check (cardinality(attributes) > 0),
  -- GDPR article 6 and 152-FZ article 6, in the words of both.
  basis text not null check (basis in ('consent', 'contract', 'law', 'vital', 'public-task', 'legitimate-interest')),
  -- `sign-in`, `provisioning`, `lookup`, `matching`, `export`.
  purpose text not null check (purpose in ('sign-in', 'provisioning', 'lookup', 'matching', 'export')),
  primary key (id)
);
create index disclosures_person on disclosures (person_id, at desc);
create trigger append_only before update or delete or truncate on disclosures for each statement execute function refuse_change();

grant insert (person_id, from_university_id, to_party, attributes, basis, purpose) on disclosures
  to campus_registrar, campus_steward, campus_identity_provider, campus_card_issuer, campus_access_checker;
grant select on disclosures to campus_registrar, campus_steward;
alter table disclosures enable row level security;
alter table disclosures force row level security;
create policy own on disclosures for select to campus_registrar using (from_university_id = current_university());
create policy across on disclosures for select to campus_steward using (true);
create policy everybody_adds on disclosures for insert to campus_registrar, campus_steward, campus_identity_provider,
  campus_card_issuer, campus_access_checker with check (true);
