-- People read at the identity provider which services received what of them, and when: there they can end it.
grant select (person_id, at, to_party, attributes, basis, purpose) on disclosures to campus_identity_provider;
create policy services on disclosures for select to campus_identity_provider using (true);
