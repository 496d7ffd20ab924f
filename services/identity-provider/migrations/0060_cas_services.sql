-- Services that know CAS and nothing else. Each is an application like any other (`clients`, protocol `cas`) whose sign-in
-- our own CAS side asks for; what is here is what that side has to know besides.
create table cas_services (
  client_id text primary key references clients,
  -- Where tickets may be sent: this very page, or everything below it.
  service_url text not null unique check (service_url ~ '^https?://[!-~]+$' and length(service_url) <= 500),
  -- Scheme, host and port, by which the service of an address is looked for.
  origin text not null check (service_url like origin || '%'),
  matches text not null check (matches in ('exact', 'below')),
  -- What stands in cas:user.
  user_name text not null default 'subject' check (user_name in ('subject', 'eppn')),
  created_at timestamptz not null default now()
);
create index cas_services_of_origin on cas_services (origin);

grant select, insert, update on cas_services to campus_identity_provider;
