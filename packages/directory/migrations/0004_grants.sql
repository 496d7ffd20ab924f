-- One writer for each table, held by Postgres. A service that is broken into can read what is named here and no more.
grant usage on schema directory to campus_registrar, campus_identity_provider, campus_card_issuer, campus_access_checker;

-- Column by column: the transaction, the number and the time of a record are the database's to say. A row with an older
-- transaction id would lie behind every reader of the feed and be seen by none.
grant select, insert (topic, entity_id, university_id, payload) on change_feed
  to campus_registrar, campus_identity_provider, campus_card_issuer, campus_access_checker;
grant insert (actor, university_id, action, subject, request_id, details) on audit_trail
  to campus_registrar, campus_identity_provider, campus_card_issuer, campus_access_checker;
-- Everybody adds to the trail; who did what to whom is read in one place.
grant select on audit_trail to campus_registrar;

grant select, insert, update on universities, university_scopes, sources, people, source_records, identifiers, affiliations, staff_roles
  to campus_registrar;
grant select on effective_affiliations, person_names to campus_registrar;

grant select on universities, university_scopes, people, identifiers, affiliations, effective_affiliations, person_names, staff_roles
  to campus_identity_provider, campus_card_issuer;
grant select (id, university_id, kind, precedence, label) on sources to campus_identity_provider, campus_card_issuer;
grant select (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, email, version, created_at, updated_at, missing_since)
  on source_records to campus_identity_provider;
-- The desk compares the birth date with the document in the person's hand; nobody but the registrar sees a national number's mark.
grant select (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, birth_date, version, created_at, updated_at, missing_since)
  on source_records to campus_card_issuer;

grant select, insert, update on cards, credentials to campus_card_issuer;
grant select on card_state_changes, card_events to campus_card_issuer;

-- A gate decides by affiliations and cards; it has no use for a name.
grant select on universities, university_scopes, affiliations, effective_affiliations, staff_roles, cards, credentials to campus_access_checker;
-- The public reference is how a facility manager's sign-in is known here.
grant select (id, status, reference_id) on people to campus_access_checker;

-- Other schemas may point at the directory's keys, so that nothing of theirs can speak of a person who does not exist.
grant usage on schema directory
  to campus_registrar_owner, campus_identity_provider_owner, campus_card_issuer_owner, campus_access_checker_owner;
grant references (id) on people, universities, sources
  to campus_registrar_owner, campus_identity_provider_owner, campus_card_issuer_owner, campus_access_checker_owner;
