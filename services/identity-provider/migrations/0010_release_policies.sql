-- What each service may be told of people, and why. A service without a row here is told what its scopes say.
create table release_policies (
  client_id text primary key references clients,
  -- Raised with every change: who agreed to another version is asked again.
  version integer not null default 1 check (version > 0),
  -- The REFEDS entity category that the claims were taken from, by its last name.
  bundle text check (bundle in ('anonymous', 'pseudonymous', 'personalized')),
  -- What the service needs it for, in its owner's words, as people read it before they agree.
  purpose_ru text check (length(purpose_ru) between 1 and 300),
  purpose_en text check (length(purpose_en) between 1 and 300),
  changed_at timestamptz not null default now(),
  changed_by text not null,
  constraint purpose_in_both_languages check ((purpose_ru is null) = (purpose_en is null))
);

create table released_claims (
  client_id text not null references release_policies on delete cascade,
  claim text not null check (claim in (
    'name', 'family_name', 'given_name', 'middle_name', 'email', 'email_verified', 'eduperson_scoped_affiliation',
    'eduperson_entitlement', 'eduperson_assurance', 'eduperson_principal_name', 'schac_home_organization',
    'schac_personal_unique_code', 'voperson_id')),
  -- GDPR article 6, 152-FZ article 6.
  basis text not null check (basis in ('consent', 'contract', 'law', 'public-task', 'legitimate-interest')),
  -- What the service cannot do without; anything else may be refused by itself, so only consent makes sense for it.
  required boolean not null default true,
  primary key (client_id, claim),
  constraint optional_is_by_consent check (required or basis = 'consent')
);

grant select, insert, update on release_policies to campus_identity_provider;
grant select, insert, delete on released_claims to campus_identity_provider;
