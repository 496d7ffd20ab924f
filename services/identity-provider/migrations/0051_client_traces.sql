-- What happened at the sign-ins of an application, step by step, for whoever has to find out why it fails. Kept for a week
-- and no more than some thousand lines of each application; nothing in it says who the person was, and no secret, code or
-- token is in it.
create table client_traces (
  id bigint generated always as identity primary key,
  client_id text not null,
  -- Steps of one sign-in have one of these in common.
  flow_id uuid not null,
  at timestamptz not null default now(),
  step text not null check (step ~ '^[a-z]+(-[a-z]+)*$'),
  outcome text not null check (outcome in ('ok', 'refused', 'waiting')),
  error text,
  -- What was sent and what is registered, redacted before it came here.
  observed jsonb not null default '{}' check (jsonb_typeof(observed) = 'object' and pg_column_size(observed) <= 8192),
  -- What is wrong, found at that moment: {code, observed, registered}.
  finding jsonb check (jsonb_typeof(finding) = 'object'),
  -- SHA-256 of what the next step of this sign-in will come with: the interaction, the code, the access token.
  leads_to text check (leads_to ~ '^[A-Za-z0-9_-]{43}$')
);
create index client_traces_of_client on client_traces (client_id, id desc);
create index client_traces_leading on client_traces (leads_to) where leads_to is not null;
create index client_traces_old on client_traces (at);

grant select, insert, delete on client_traces to campus_identity_provider;
