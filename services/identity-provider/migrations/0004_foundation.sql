-- What accounts, applications, sessions and tokens carry besides themselves. Yesterday's program goes on with this: every
-- column has a default that means what was so before.

alter table accounts
  -- Raised to end every session and every token of the account at once: what carries an older number is dead.
  add column epoch integer not null default 0,
  -- What a passkey knows its owner by (WebAuthn §5.4.3): drawn at random, so that it tells nobody who that is.
  add column user_handle text unique check (user_handle ~ '^[A-Za-z0-9_-]{43}$'),
  add column locale text check (locale in ('ru', 'en')),
  add column closed_at timestamptz;

alter table clients
  -- The university whose application it is, and whose administrators look after it; none for the consortium's own.
  add column university_id uuid references directory.universities,
  add column protocol text not null default 'oidc' check (protocol in ('oidc', 'saml', 'cas')),
  -- A draft lets nobody in but its own administrators' test. Nothing is deleted: who withdraws an application withdraws its
  -- id for ever, for others have seen it.
  add column state text not null default 'live' check (state in ('draft', 'live', 'suspended', 'withdrawn')),
  add column preset text check (preset in ('moodle', 'canvas', 'open-edx', 'koha', 'nextcloud', 'mod-auth-openidc')),
  -- FAPI 2.0 Security Profile: everything that it demands of a client is demanded here too.
  add column profile text not null default 'plain' check (profile in ('plain', 'fapi2')),
  add column subject_type text not null default 'public' check (subject_type in ('public', 'pairwise')),
  -- Who decided that this application may know people by the subject that others know too, and why.
  add column subject_decision text,
  -- Applications of one sector know a person by one pairwise subject (OpenID Connect Core §8.1); the host of the redirect
  -- address where none is named.
  add column sector text check (sector ~ '^[a-z0-9.-]{1,253}$'),
  add column require_pkce boolean not null default true,
  add column dpop_bound boolean not null default false,
  add column signed_alg text not null default 'RS256' check (signed_alg in ('RS256', 'ES256', 'EdDSA')),
  add column origin text not null default 'api' check (origin in ('api', 'console', 'registration', 'product')),
  add column version bigint not null default 1,
  add column changed_at timestamptz not null default now(),
  add column changed_by text;
update clients set signed_alg = 'ES256', metadata = metadata - 'id_token_signed_response_alg'
  where metadata ->> 'id_token_signed_response_alg' = 'ES256';
update clients set metadata = metadata - 'id_token_signed_response_alg';
update clients set subject_decision = 'registered before there were pairwise subjects';
alter table clients
  add constraint public_subject_is_decided check (subject_type <> 'public' or subject_decision is not null),
  add constraint public_client_proves_itself check (token_endpoint_auth_method <> 'none' or require_pkce),
  add constraint fapi_is_sender_constrained check (
    profile <> 'fapi2'
    or (dpop_bound and require_pkce and token_endpoint_auth_method = 'private_key_jwt' and signed_alg <> 'RS256'));
alter table clients alter column subject_type set default 'pairwise';
create index clients_of_university on clients (university_id) where university_id is not null;

alter table sessions
  add column epoch integer not null default 0,
  -- Why a row ended. `replaced` is the same session under a new cookie value; everything else ended the session itself.
  add column ended_because text check (ended_because in (
    'replaced', 'sign-out', 'ended-by-person', 'ended-by-administrator', 'locked', 'password-changed', 'epoch',
    'expired', 'last-affiliation', 'card-stolen', 'erased', 'another-account')),
  -- What its owner recognises the device by: words, never the browser's whole announcement, and no address.
  add column device jsonb not null default '{}' check (jsonb_typeof(device) = 'object'),
  add column public_computer boolean not null default false,
  add column seen_at timestamptz not null default now(),
  -- As whose member somebody acts in it, where he belongs to several universities.
  add column university_id uuid;

-- A grant made while the epoch was raised carries the older number and is as dead as the rest.
alter table grants add column epoch integer not null default 0;

alter table session_authorizations
  -- What the SAML or CAS side needs to end the application's own session: NameID and SessionIndex, or the ticket's hash.
  add column front jsonb;

alter table refresh_tokens
  add column successor_hash text check (successor_hash ~ '^[A-Za-z0-9_-]{43}$'),
  -- The answer with the successor was lost and was given a second time; a third use is a thief's or the owner's after one.
  add column repeated_at timestamptz;

alter table signing_keys drop constraint signing_keys_alg_check;
alter table signing_keys add constraint signing_keys_alg_check check (alg in ('RS256', 'ES256', 'EdDSA'));
