-- The key by which SAML services know us. It lives for years, for changing it means that every service takes new metadata;
-- so it is none of the keys that rotate by themselves.
create table saml_certificates (
  id uuid primary key,
  -- `published`: in the metadata beside the signing one, so that services know it before it signs.
  state text not null check (state in ('published', 'signing', 'withdrawn')),
  -- base64 of the DER.
  certificate text not null check (certificate ~ '^[A-Za-z0-9+/]+=*$'),
  -- AES-256-GCM under a key that the database never sees. Gone once the certificate is withdrawn.
  sealed_private_key text,
  not_after timestamptz not null,
  created_at timestamptz not null default now(),
  state_since timestamptz not null default now(),
  check ((state = 'withdrawn') = (sealed_private_key is null)),
  -- One signs and at most one waits; looked at when the transaction ends, so that the two may change places.
  constraint one_certificate_of_each_state exclude using btree (state with =) where (state <> 'withdrawn')
    deferrable initially deferred
);

-- Services that speak SAML 2.0. Each is an application like any other (`clients`, protocol `saml`); what is here is what its
-- metadata say, as far as we heed it, and what its administrator chose.
create table saml_services (
  client_id text primary key references clients,
  entity_id text not null unique check (length(entity_id) <= 1024),
  -- As it was given, for whoever looks after it; nothing is read out of it again.
  metadata_xml text not null check (octet_length(metadata_xml) <= 200000),
  metadata jsonb not null check (jsonb_typeof(metadata) = 'object'),
  -- What people are called in the assertions.
  name_id text not null check (name_id in ('persistent', 'transient', 'email')),
  -- SAML V2.0 Subject Identifier Attributes Profile 1.0.
  subject_id text not null check (subject_id in ('subject-id', 'pairwise-id', 'none')),
  -- `common-lib-terms` for members, as publishers' licences ask for it.
  library_terms boolean not null default false,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

grant select, insert, update on saml_certificates, saml_services to campus_identity_provider;
