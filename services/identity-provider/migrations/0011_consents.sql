-- What somebody agreed to tell a service. It outlives sessions; it ends when he withdraws it or agrees to something else.
create table consents (
  id uuid primary key,
  person_id uuid not null references accounts on delete cascade,
  client_id text not null references clients,
  -- Which version of the service's policy he had before him; 0 where there was none beyond its scopes.
  policy_version integer not null check (policy_version >= 0),
  claims text[] not null,
  -- What he was asked for besides and did not give.
  declined text[] not null default '{}',
  scopes text[] not null default '{}',
  -- In which language he read it.
  locale text not null check (locale in ('ru', 'en')),
  given_at timestamptz not null default now(),
  ended_at timestamptz,
  -- `replaced` by another answer, or `withdrawn`.
  ended_because text check (ended_because in ('replaced', 'withdrawn')),
  constraint ended_for_a_reason check ((ended_at is null) = (ended_because is null)),
  constraint given_or_refused check (not claims && declined)
);
create unique index one_consent_that_stands on consents (person_id, client_id) where ended_at is null;

grant select, insert, update (ended_at, ended_because) on consents to campus_identity_provider;
